"""Which file the store is, and the folder it lives in."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote

from clientpulse.errors import InputError, StoreError

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
                f"a store on {scheme.lower()!r} is not supported yet",
                "name a file, for example --db ~/clients.db",
            )
        if "@" in rest or not rest.startswith("/") or len(rest) < 2:
            raise InputError("this SQLite URL names no file", "write it as sqlite:///clients.db")
        text = unquote(rest[1:].partition("?")[0])
    if not text.strip() or "\x00" in text:
        raise InputError("the store's path is empty", "name a file, for example --db ~/clients.db")
    return Path(os.path.expanduser(text))  # noqa: PTH111  Path.expanduser fails on an unknown user


def make_folder(folder: Path) -> None:
    """Create the folder, and those above it, for nobody but the user.

    Folders that are there already keep the permissions that somebody gave them.

    Raises:
        StoreError: The folder can't be created.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    for one in reversed(missing):
        try:
            one.mkdir(mode=FOLDER_MODE, exist_ok=True)
            one.chmod(FOLDER_MODE)
        except OSError as error:
            raise StoreError(
                f"the folder can't be created ({error.strerror}): {one}",
                "create it yourself, or name another path",
            ) from None


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
