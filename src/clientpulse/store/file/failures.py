"""What a database's errors mean to a person: one line, one hint, exit code 4."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clientpulse.errors import StoreError

LONGEST_SHOWN = 255
"""As many characters of a path are shown; a file's name has no more."""

RESTORE_HINT = "see 'pulse doctor'; backups are listed there, 'pulse restore FILE' brings one back"


class DamagedStoreError(StoreError):
    """The file is a store whose content can't be trusted."""


class NotAStoreError(StoreError):
    """The file is no database at all, or one whose first page is gone."""


def damaged(path: Path, detail: str) -> DamagedStoreError:
    """Say that the file is a store whose content can't be trusted."""
    return DamagedStoreError(f"the store is damaged ({detail}): {path}", RESTORE_HINT)


def reason(error: OSError | ValueError) -> str:
    """Say why the system can't use a file, or the file's name."""
    return getattr(error, "strerror", None) or str(error)


def shown(path: Path) -> str:
    """Return a path for a message, cut where it is long."""
    text = str(path)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def translate(error: BaseException, path: Path) -> StoreError:
    """Give the error of the database driver a meaning.

    Args:
        error: What ``sqlite3`` raised, or the cause SQLAlchemy wrapped.
    """
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "locked" in text:
        return StoreError(
            f"the store is locked by another program: {path}",
            "close what else uses it, or try again in a moment; nothing was changed",
        )
    if name.startswith("SQLITE_FULL") or "disk is full" in text or name == "SQLITE_IOERR_WRITE":
        return StoreError(
            f"there is no space left to write the store: {path}",
            "free some space and try again; nothing was changed",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")) or "readonly" in text:
        return StoreError(
            f"the store can't be written: {path}",
            "it needs write permission on the file and on its folder; nothing was changed",
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return StoreError(
            f"the store can't be opened: {path}",
            "check the path and the permissions of the file and its folder",
        )
    if name.startswith("SQLITE_NOTADB"):
        return not_a_store(path)
    if name.startswith("SQLITE_IOERR"):
        return StoreError(
            f"the disk failed while using the store ({name}): {path}",
            "check the disk or the network drive; nothing was changed",
        )
    detail = text.splitlines()[0] if text else name or type(error).__name__
    return damaged(path, detail)


def not_a_store(path: Path) -> NotAStoreError:
    """Say that the file is none of ours."""
    return NotAStoreError(
        f"this file isn't a clientpulse store: {path}",
        "name another file with --db or CLIENTPULSE_DB; this one was left as it was",
    )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what can go wrong while reading into a StoreError.

    A value that doesn't parse was not written by us (every column has its CHECK), so it is treated
    as damage too.

    Raises:
        StoreError: The database failed or holds what can't be read.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, path) from error
    except (UnicodeDecodeError, OverflowError) as error:
        raise damaged(path, "it holds text that can't be read") from error
