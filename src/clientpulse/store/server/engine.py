"""The SQLAlchemy engine over a store on a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.pool import NullPool

from clientpulse.errors import MayBeStoredError, StoreError
from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server import connection as opening
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.failures import leaves_open, translate
from clientpulse.store.server.transactions import begin_writing


class Dialect(PGDialect_psycopg):
    """Knows of the server what the connection knows already, instead of asking four questions.

    They would also be asked before the names in them are sure to mean the server's own.
    """

    supports_statement_cache = True

    def _get_server_version_info(self, connection: Connection) -> tuple[int, ...]:
        version = _driver(connection).info.server_version
        return version // 10_000, version % 10_000

    def _get_default_schema_name(self, connection: Connection) -> str:
        return NAMESPACE

    def get_default_isolation_level(self, dbapi_conn: Any) -> Any:
        """Return what nobody asks for: every transaction of ours names its own."""
        return "READ COMMITTED"

    def _set_backslash_escapes(self, connection: Connection) -> None:
        self._backslash_escapes = False


registry.register("postgresql.clientpulse", __name__, Dialect.__name__)


def make_engine(address: ServerAddress, me: str | None = None, *, patient: bool = True) -> Engine:
    """Make an engine whose every transaction is the only one that writes, from its start.

    So what a command reads is still so when it writes, as with SQLite's ``BEGIN IMMEDIATE``: two
    people who change the same do so one after the other. Reading waits for nobody.

    Args:
        me: What we call ourselves, for whoever has to wait for us.
        patient: Give the server up when it says nothing for long; not where statements take long.
    """
    engine = create_engine(
        "postgresql+clientpulse://",
        creator=lambda: opening.connect(address, patient=patient),
        poolclass=NullPool,
        # It is closed after use. To roll back on a line that broke would only fail, and be logged.
        pool_reset_on_return=None,
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",  # transactions are begun by hand
        use_native_hstore=False,  # one question less
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        begin_writing(_driver(connection), address, me)

    return engine


LOOK = "look before you type it again: pulse undo --list shows your last commands"


@contextmanager
def writing(
    address: ServerAddress, me: str | None = None, *, patient: bool = True, look: str = LOOK
) -> Iterator[Connection]:
    """Write in one transaction: all of it is stored, or nothing.

    Args:
        me: What we call ourselves, for whoever has to wait for us.
        patient: Give the server up when it says nothing for long; not where statements take long.
        look: How to see whether it was stored, should the server be lost meanwhile.

    Raises:
        StoreError: The server can't be reached, refuses it, or was lost; nothing was changed.
        MayBeStoredError: It was lost while it stored it.
        InputError: The address can't be used.
    """
    committing = False
    try:
        with make_engine(address, me, patient=patient).connect() as connection:
            transaction = connection.begin()
            yield connection
            if _driver(connection).info.transaction_status == _IN_ERROR:
                # PostgreSQL would answer a commit of it by taking it back, without an error.
                raise StoreError(f"the {address.shown} refused a part of it", _NOT_STORED)
            committing = True
            transaction.commit()
            committing = False
    except (sqlalchemy.exc.DBAPIError, psycopg.Error) as error:
        if committing and leaves_open(error):
            raise _may_be_stored(address, look) from error
        raise translate(error, address) from error
    except KeyboardInterrupt:
        if committing:
            raise _may_be_stored(address, look) from None
        raise


_IN_ERROR = psycopg.pq.TransactionStatus.INERROR
_NOT_STORED = "nothing was changed; run it again with --debug and report what it shows"


def _may_be_stored(address: ServerAddress, look: str) -> MayBeStoredError:
    return MayBeStoredError(
        f"the {address.shown} was lost while it stored this: it may be stored, or not",
        look,
    )


def _driver(connection: Connection) -> opening.Patient:
    return connection.connection.driver_connection  # type: ignore[return-value]
