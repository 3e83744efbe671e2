"""Writing to a store on a server, one command at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from clientpulse.store.author import Author
from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server import connection as opening
from clientpulse.store.server import private
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.engine import LOOK, writing
from clientpulse.store.server.private import Private, errors_here, loose_engine
from clientpulse.store.server.reader import check_version
from clientpulse.store.tables.constraints import new_uid
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
    shares_subjects: bool = False,
    journalled: bool = True,
    origin: str = TYPED,
    uid: str | None = None,
) -> Iterator[UnitOfWork]:
    """Open a unit of work; see ``ServerStore.unit_of_work``.

    Raises:
        StoreError: The server can't be reached, refuses it, or was lost; nothing was changed.
        MayBeStoredError: It was lost while it stored it.
    """
    look = LOOK if journalled else _LOOK_YOURSELF
    with ExitStack() as stack:
        with writing(address, me, look=look) as connection, errors_here(path):
            _check_version(connection, address)
            how: dict[str, Any] = {
                "author": replace(_author(connection, me), shares_subjects=shares_subjects),
                "journalled": journalled,
                "origin": origin,
                "uid": uid or new_uid(),
            }
            ours = stack.enter_context(closing(Private(path, connection, command, **how)))
            unit = UnitOfWork(connection, path, command, private=ours, **how)
            yield unit
            unit.finish()
        with errors_here(path):
            ours.after_commit()
            ours.scrub()


def settle(address: ServerAddress, path: Path) -> None:
    """Find out what became of what was written to this machine before the server had its part.

    Raises:
        StoreError: The server can't be reached, or the file can't be used.
    """
    with writing(address) as server, errors_here(path), loose_engine(path).begin() as here:
        private.settle(here, server)


def _check_version(connection: Connection, address: ServerAddress) -> None:
    # By its whole name: what somebody may not see would else be missing, and not forbidden.
    sql = f"SELECT version_num FROM {NAMESPACE}.alembic_version"
    found = connection.exec_driver_sql(sql).scalar()
    check_version(str(found or ""), address)


def _author(connection: Connection, me: str | None) -> Author:
    raw: opening.Patient = connection.connection.driver_connection  # type: ignore[assignment]
    return opening.author(raw, me)
