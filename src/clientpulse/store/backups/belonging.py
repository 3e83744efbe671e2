"""Whose a backup is that an older release made.

It named a backup after the store's name without its ending, so `clients`, `clients.db` and
`clients.sqlite` in one folder had names in common. Who made such a backup its clients tell: their
uids are given out once.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from clientpulse.errors import StoreError
from clientpulse.store.file.checked_copy import COMPANIONS
from clientpulse.store.file.connection import MAGIC, check_file, connect
from clientpulse.store.file.failures import reading
from clientpulse.store.schema import APPLICATION_ID

# Texts that stand in every store's file, even where its first page is lost.
_TRACES = (b"CREATE TABLE journal_entry", b"CREATE TABLE alembic_version")
_CHUNK = 1 << 20


class Claim:
    """What a store can say of the backups that are named after its name without the ending.

    Args:
        others_backed_up: Whether another store of that name has backups here, if it is gone or not.
    """

    def __init__(self, store_path: Path, *, others_backed_up: bool) -> None:
        self._others_backed_up = others_backed_up
        self._mine = clients_of(store_path)
        self._others = [clients_of(one) for one in _namesakes(store_path)]

    def covers(self, backup: Path) -> bool:
        """Tell whether a backup is certainly this store's.

        Of a store that can't be read nothing is, where there is or was another store of that name.
        """
        held = clients_of(backup)
        if not held or any(other and held & other for other in self._others):
            return False
        if self._mine is None:
            return not self._others and not self._others_backed_up
        return bool(held & self._mine)


def _namesakes(store_path: Path) -> list[Path]:
    """Return the other stores beside a store that differ from it in the ending alone."""
    found = []
    try:
        for one in store_path.parent.iterdir():
            if one.stem != store_path.stem or one.name.endswith(COMPANIONS):
                continue
            # Our own file isn't to be opened and closed, under whatever name: see `is_there`.
            if one.name != store_path.name and not is_same(one, store_path) and _is_store(one):
                found.append(one)
    except OSError:
        return []
    return found


def is_same(one: Path, store_path: Path) -> bool:
    """Tell whether two names lead to the same file."""
    try:
        return one.samefile(store_path)
    except OSError:
        return False


def _is_store(path: Path) -> bool:
    try:
        return check_file(path)
    except StoreError:
        # An empty file may be anybody's.
        return path.is_file() and path.stat().st_size > 0 and was_ours(path)


def clients_of(path: Path) -> frozenset[str] | None:
    """Return the uids of a store's clients; None where it can't be read."""
    if not path.is_file():
        return None
    try:
        with reading(path), closing(connect(path, read_only=True, timeout=0)) as connection:
            return frozenset(uid for (uid,) in connection.execute("SELECT uid FROM client"))
    except (StoreError, sqlite3.Error):
        return None


def was_ours(path: Path) -> bool:
    """Tell whether a file that SQLite can't read was a store: it says so, or is blank.

    A file that never was ours must not be moved away because somebody mistyped a path.
    """
    if not path.is_file():
        # A pipe would be waited for.
        return False
    blank, tail = True, b""
    with path.open("rb") as file:
        header = file.read(100)
        if header.startswith(MAGIC) and header[68:72] == APPLICATION_ID.to_bytes(4):
            return True
        file.seek(0)
        while chunk := file.read(_CHUNK):
            blank = blank and not chunk.strip(b"\0")
            if any(trace in tail + chunk for trace in _TRACES):
                return True
            tail = chunk[-64:]
    return blank
