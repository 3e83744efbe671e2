"""Opening the store's file: is it ours, is it whole, may it be used.

Everything that touches the file opens it here, the read path as well as SQLAlchemy, so that
there is one set of pragmas and one set of refusals.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from math import isnan
from pathlib import Path

from clientpulse.errors import StoreError
from clientpulse.store.file.failures import not_a_store, reading, reason, shown
from clientpulse.store.schema import APPLICATION_ID, KNOWN_VERSIONS, SCHEMA_VERSION

MAGIC = b"SQLite format 3\x00"
LOCK_TIMEOUT_SECONDS = 30.0
LONGEST_TIMEOUT = 2_000_000.0  # three weeks; SQLite counts milliseconds in 32 bits

READER_PRAGMAS = ("query_only=ON",)
# Measured: with the first two no acknowledged row was lost in simulated power losses, while WAL
# with synchronous=NORMAL lost a quarter; WAL also breaks in synced folders.
WRITER_PRAGMAS = ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON")


def lock_timeout() -> float:
    """Return how long to wait for another program's lock, in seconds.

    ``CLIENTPULSE_LOCK_TIMEOUT`` shortens it for scripts that would rather fail than wait, or
    lengthens it for those that would wait for ever (``inf``).
    """
    try:
        seconds = float(os.environ["CLIENTPULSE_LOCK_TIMEOUT"])
    except (KeyError, ValueError):
        return LOCK_TIMEOUT_SECONDS
    return LOCK_TIMEOUT_SECONDS if isnan(seconds) else min(max(0.0, seconds), LONGEST_TIMEOUT)


def check_file(path: Path) -> bool:
    """Look at the file before any database library does.

    Returns:
        True when there is a file that may be a store, False when there is nothing yet.

    Raises:
        StoreError: There is something, and it can't be a store.
    """
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
            # Reading a pipe or a terminal would wait for somebody to write.
            raise not_a_store(path)
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except FileNotFoundError:
        if path.is_symlink():
            raise StoreError(
                f"the store is a link to a file that isn't there: {path}",
                "mount the drive it points to, or name another file with --db",
            ) from None
        return False
    except IsADirectoryError:
        raise StoreError(
            f"the store's path is a folder: {path}", "name a file in it, for example with --db"
        ) from None
    except NotADirectoryError:
        raise StoreError(
            f"a part of the store's path is a file, not a folder: {path}",
            "name another path with --db or CLIENTPULSE_DB",
        ) from None
    except PermissionError:
        raise StoreError(
            f"no permission to read the store: {path}",
            "check the permissions of the file and its folder",
        ) from None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"the store can't be read ({reason(error)}): {shown(path)}",
            "name another file with --db",
        ) from None
    if head != MAGIC:
        raise not_a_store(path)
    return True


def connect(
    path: Path,
    *,
    read_only: bool = False,
    timeout: float | None = None,
    untouched: bool = False,
) -> sqlite3.Connection:
    """Open an existing file with our pragmas and the driver's transactions turned off.

    A reader opens the file for writing as well where it may: after a crash it is the next
    connection, whoever it is, that has to roll the interrupted write back.

    Args:
        path: The file; it must exist.
        read_only: Refuse every statement that writes.
        timeout: How many seconds to wait for another program's lock, if not as always.
        untouched: Take no lock and roll nothing back: of a file that nobody writes to.

    Raises:
        StoreError: The database can't be opened.
    """
    mode = "ro&immutable=1" if untouched else "rw"
    pragmas = READER_PRAGMAS if read_only else WRITER_PRAGMAS
    with reading(path):
        connection = sqlite3.connect(
            f"file://{_uri_path(path)}?mode={mode}",
            uri=True,
            timeout=lock_timeout() if timeout is None else timeout,
            isolation_level=None,
            # The unit of work hands it to SQLAlchemy's pool, which checks threads itself.
            check_same_thread=False,
        )
        try:
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON", *pragmas):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store so that everything that is read of it belongs to one moment.

    Raises:
        StoreError: The file can't be used.
    """
    with closing(connect(path, read_only=True)) as connection:
        connection.execute("BEGIN")
        yield connection


def _uri_path(path: Path) -> str:
    """Write a path as SQLite wants it in a URI; urllib would cost each start 2 ms.

    It is absolute, since SQLite takes some names for something else (``:memory:``).
    """
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def stored_version(connection: sqlite3.Connection, path: Path) -> str:
    """Return the schema version of a store that is ours.

    Raises:
        StoreError: Another program's database, or one made by a newer clientpulse.
    """
    with reading(path):
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID:
            raise StoreError(
                f"this database belongs to another program: {path}",
                "name another file with --db or CLIENTPULSE_DB; this one was left as it was",
            )
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    version = str(row[0]) if row else ""
    if version not in KNOWN_VERSIONS:
        raise StoreError(
            f"the store was written by a newer clientpulse (schema {version[:40]!r}): {path}",
            "upgrade clientpulse to use it; the store was left as it was",
        )
    return version


def needs_migration(path: Path) -> bool:
    """Tell whether an existing file is ours but of an older schema.

    Raises:
        StoreError: The file can't be used.
    """
    with closing(connect(path, read_only=True)) as connection:
        return stored_version(connection, path) != SCHEMA_VERSION
