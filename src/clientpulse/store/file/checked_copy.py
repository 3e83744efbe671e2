"""Copies of a store's file that are checked before they count.

SQLite's online backup API copies while other programs use the store, and what it copies is one
moment's content. The copy is made in a draft that only the user can read, checked there, and put
in its place whole.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clientpulse.errors import StoreError
from clientpulse.store.file.connection import connect, stored_version
from clientpulse.store.file.failures import damaged, reading, translate
from clientpulse.store.file.location import create_private, sync_folder

COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite puts beside a file; each belongs to the file of its name and to no other."""

SHOWN_FAULTS = 3


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a store: its schema's version, and how many rows each table has."""

    version: str
    rows: Mapping[str, int]

    @property
    def clients(self) -> int:
        """How many clients there are."""
        return self.rows.get("client", 0)

    @property
    def touchpoints(self) -> int:
        """How many touchpoints there are."""
        return self.rows.get("touchpoint", 0)


def read_content(connection: sqlite3.Connection, path: Path) -> Content:
    """Count what is in a store; inside a transaction that is one moment's content.

    Raises:
        StoreError: It is none of ours, newer than this release, or can't be read.
    """
    version = stored_version(connection, path)
    with reading(path):
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%'"
            " ESCAPE '~' ORDER BY name"
        ).fetchall()
        rows = {
            name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
            for (name,) in tables
        }
    return Content(version, rows)


def faults(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with a database's structure and references; empty when it is whole.

    Raises:
        sqlite3.Error: It is too damaged to be checked.
    """
    answers = connection.execute(f"PRAGMA integrity_check({SHOWN_FAULTS})").fetchall()
    found = [str(answer[0]) for answer in answers if answer[0] != "ok"]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        found.append(f"{len(broken)} rows refer to rows that are missing")
    return found


def touchpoints_after(connection: sqlite3.Connection, day: date) -> int:
    """Return how many touchpoints are dated after a day."""
    sql = "SELECT count(*) FROM touchpoint WHERE occurred_on > ?"
    (found,) = connection.execute(sql, (day.isoformat(),)).fetchone()
    return int(found)


def check(connection: sqlite3.Connection, path: Path) -> Content:
    """Return what is in a store that is whole.

    Raises:
        StoreError: It is damaged, none of ours, or newer than this release.
    """
    _refuse_faults(connection, path)
    return read_content(connection, path)


def _refuse_faults(connection: sqlite3.Connection, path: Path) -> None:
    with reading(path):
        found = faults(connection)
    if found:
        raise damaged(path, found[0].splitlines()[-1])


def check_file_content(path: Path) -> Content:
    """Return what is in a file that is a whole store; see `check`."""
    with closing(connect(path, read_only=True)) as connection:
        return check(connection, path)


def draft_beside(target: Path) -> Path:
    """Return a name for a draft in the same folder that nobody else uses."""
    return target.with_name(f".clientpulse-{os.getpid()}-{uuid.uuid4().hex[:8]}.new")


def copy_checked(source: sqlite3.Connection, source_path: Path, draft: Path) -> Content:
    """Copy a store into a new file, hold the copy against what was there, and say what it holds.

    Other programs may read and write meanwhile; the copy is what the store held at one moment.

    Args:
        source: A connection to the store, outside a transaction.
        draft: The file to create; the caller discards it when this fails.

    Raises:
        StoreError: The store is damaged, none of ours, newer, or locked.
        OSError: The draft can't be created.
    """
    with reading(source_path):
        # With the read lock taken first, nothing below can find the store locked, and waiting
        # for it ends: the backup API itself would ask again for ever.
        source.execute("BEGIN")
    try:
        expected = read_content(source, source_path)
        create_private(draft)
        with closing(connect(draft)) as target:
            try:
                source.backup(target)
                # A file that somebody switched to WAL says so in its first page.
                target.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.Error as error:
                of_target = (getattr(error, "sqlite_errorname", "") or "").startswith(
                    ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_READONLY")
                )
                raise translate(error, draft.parent if of_target else source_path) from error
    finally:
        if source.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                source.execute("ROLLBACK")
    with closing(connect(draft, read_only=True)) as copy:
        _refuse_faults(copy, source_path)
        content = read_content(copy, draft)
    if content != expected:
        raise StoreError(
            f"the copy differs from the store: {source_path}",
            "try again; if it stays so, check the disk",
        )
    return content


@contextmanager
def discarded(draft: Path) -> Iterator[None]:
    """Leave nothing of a draft behind, however the block ends."""
    try:
        yield
    finally:
        for name in (draft, *(Path(f"{draft}{companion}") for companion in COMPANIONS)):
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)


def put_in_place(draft: Path, target: Path, *, overwrite: bool = False) -> None:
    """Move a finished file to its name, whole or not at all.

    Args:
        draft: In the target's folder.

    Raises:
        FileExistsError: There is such a file, and it isn't to be replaced.
        OSError: It can't be moved.
    """
    if overwrite:
        os.replace(draft, target)  # noqa: PTH105  reads as what it is
    else:
        try:
            os.link(draft, target)
        except FileExistsError:
            raise
        except OSError:
            # A file system without links: reserve the name, then fill it.
            create_private(target)
            try:
                os.replace(draft, target)  # noqa: PTH105
            except BaseException:
                target.unlink(missing_ok=True)
                raise
    sync_folder(target.parent)
