"""Which file the store is, and the folder it lives in."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from clientpulse.errors import InputError, StoreError

EXAMPLE = "postgresql://sam@db.practice.example/pulse"

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def parse_location(text: str) -> Path:
    """Read what ``--db`` was given: a path, or an SQLite URL.

    Args:
        text: ``~/clients.db``, ``sqlite:///clients.db`` (relative) or ``sqlite:////abs/clients.db``.

    Raises:
        InputError: A URL of another kind of database; its password is never repeated.
    """
    scheme, separator, rest = text.partition("://")
    if separator and scheme.isascii() and scheme.replace("+", "").replace("-", "").isalnum():
        if scheme.lower() not in {"sqlite", "sqlite+pysqlite"}:
            raise InputError(
                f"a store can't be on {scheme.lower()!r}",
                f"name a file, for example --db ~/clients.db, or a server: {EXAMPLE}",
            )
        if "@" in rest or not rest.startswith("/") or len(rest) < 2:
            raise InputError("this SQLite URL names no file", "write it as sqlite:///clients.db")
        from urllib.parse import unquote  # noqa: PLC0415  milliseconds, for a URL only

        text = unquote(rest[1:].partition("?")[0])
    if not text.strip() or "\x00" in text:
        raise InputError("the store's path is empty", "name a file, for example --db ~/clients.db")
    return Path(os.path.expanduser(text))  # noqa: PTH111  Path.expanduser fails on an unknown user


def make_folder(folder: Path) -> list[Path]:
    """Create the folder, and those above it, for nobody but the user.

    Folders that are there already keep the permissions that somebody gave them.

    Returns:
        Those that were made, the innermost first.

    Raises:
        StoreError: The folder can't be created.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    made: list[Path] = []
    for one in reversed(missing):
        try:
            one.mkdir(mode=FOLDER_MODE, exist_ok=True)
            made.insert(0, one)
            one.chmod(FOLDER_MODE)
        except OSError as error:
            _remove_empty(made)
            raise StoreError(
                f"the folder can't be created ({error.strerror}): {one}",
                "create it yourself, or name another path",
            ) from None
    return made


@contextmanager
def folder_for(path: Path) -> Iterator[None]:
    """Create the folder of a file that comes to be in the block; if it doesn't, it goes again.

    Raises:
        StoreError: The folder can't be created.
    """
    made = make_folder(path.parent)
    try:
        yield
    finally:
        _remove_empty(made)


def _remove_empty(folders: Iterable[Path]) -> None:
    with contextlib.suppress(OSError):
        for one in folders:
            one.rmdir()


def create_private(path: Path) -> None:
    """Create an empty file that only the user can read, whatever the umask.

    Raises:
        FileExistsError: There is one already.
        OSError: It can't be created.
    """
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    try:
        os.fchmod(descriptor, FILE_MODE)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make sure that new names in a folder survive a power loss, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
