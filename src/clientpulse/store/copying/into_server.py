"""Filling an empty store on a server with what another one holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from clientpulse.store.copying import into_companion
from clientpulse.store.copying.content import Content, Part, is_of_private, parts
from clientpulse.store.copying.emptiness import check_empty
from clientpulse.store.reader import ConnectionReader
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.connection import Patient
from clientpulse.store.server.engine import writing
from clientpulse.store.server.reader import check_version

# What COPY says of where it was, in whatever language: "COPY touchpoint, line 3, column mood".
_LINE = re.compile(r"COPY \w+, [^\d,:]*(\d+)")

_LOOK = "copy again: if it says that the store isn't empty, all of it is there"


def fill(address: ServerAddress, path: Path, content: Content, at: Callable[[int], None]) -> None:
    """Copy everything that is shared, in one transaction, and keep the rest on this machine.

    Args:
        path: Where this machine's files of it are.
        at: Told how many rows there are so far.

    Raises:
        ConflictError: The store isn't empty.
        StoreError: It can't be reached, refuses a row, or was lost; nothing was stored.
        MayBeStoredError: It was lost while it stored it.
    """
    with (
        into_companion.kept(path, content, at) as kept,
        writing(address, patient=False, look=_LOOK) as connection,
    ):
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        check_version(str(found or ""), address)
        check_empty(ConnectionReader(connection), address.shown)
        raw: Patient = connection.connection.driver_connection  # type: ignore[assignment]
        done = kept
        for part in parts():
            if not part.is_private:
                done = _copy(raw, content, part, done, at)
        _count_on(raw, content)


def _copy(
    connection: Patient, content: Content, part: Part, done: int, at: Callable[[int], None]
) -> int:
    """Copy a table, and return how many rows there are then."""
    written = 0
    try:
        sql = f"COPY {part.table} ({part.spelled}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in content.rows(part):
                if not is_of_private(part, row):
                    copy.write_row(row)
                written += 1
                at(done + written)
    except psycopg.errors.ForeignKeyViolation as error:
        astray = content.astray()
        where = f"{astray[0]} {astray[1]}" if astray else part.table
        content.refuse(where, "it refers to a row that isn't there", error)
    except psycopg.errors.InsufficientPrivilege:
        raise
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        # Without a line it's what the driver refuses, before it is sent: a NUL in a text.
        line = _LINE.match(error.diag.context or "")
        key = content.key(part, int(line[1]) if line else written + 1)
        why = error.diag.message_primary or str(error)
        content.refuse(f"{part.table} {key}", why, error)
    return done + written


def _count_on(connection: Patient, content: Content) -> None:
    """Let keys go on after the greatest that the other store ever gave out."""
    keys = content.keys()
    for part in parts():
        if part.is_counted:
            given: tuple[Any, ...] = (f"{part.table}_id_seq", keys.get(part.table, 1))
            sql = "SELECT setval(%s::regclass, %s, %s)"
            connection.execute(sql, (*given, part.table in keys))
