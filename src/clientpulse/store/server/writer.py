"""Writing to a store on a server, one command at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from clientpulse.store.author import Author
from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server import connection as opening
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.engine import LOOK, writing
from clientpulse.store.server.reader import check_version
from clientpulse.store.writer import UnitOfWork
from clientpulse.views.journal import TYPED

_LOOK_YOURSELF = "look before you type it again; no list of commands shows it"


@contextmanager
def open_unit(
    address: ServerAddress,
    path: Path,
    command: str,
    *,
    me: str | None = None,
    journalled: bool = True,
    origin: str = TYPED,
    uid: str | None = None,
) -> Iterator[UnitOfWork]:
    """Open a unit of work; see ``ServerStore.unit_of_work``.

    Raises:
        StoreError: The server can't be reached, refuses it, or was lost; nothing was changed.
        MayBeStoredError: It was lost while it stored it.
    """
    with writing(address, me, look=LOOK if journalled else _LOOK_YOURSELF) as connection:
        _check_version(connection, address)
        unit = UnitOfWork(
            connection,
            path,
            command,
            author=_author(connection, me),
            journalled=journalled,
            origin=origin,
            uid=uid,
        )
        yield unit
        unit.finish()


def _check_version(connection: Connection, address: ServerAddress) -> None:
    # By its whole name: what somebody may not see would else be missing, and not forbidden.
    sql = f"SELECT version_num FROM {NAMESPACE}.alembic_version"
    found = connection.exec_driver_sql(sql).scalar()
    check_version(str(found or ""), address)


def _author(connection: Connection, me: str | None) -> Author:
    raw: opening.Patient = connection.connection.driver_connection  # type: ignore[assignment]
    return opening.author(raw, me)
