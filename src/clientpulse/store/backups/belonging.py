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
from clientpulse.store.file.connection import check_file, connect
from clientpulse.store.file.failures import reading


class Claim:
    """What a store can say of the backups that are named after its name without the ending."""

    def __init__(self, store_path: Path) -> None:
        self._mine = _clients(store_path)
        self._others = [_clients(one) for one in _namesakes(store_path)]

    def covers(self, backup: Path) -> bool:
        """Tell whether a backup is certainly this store's.

        Of a store that can't be read it is what can't be of any other store.
        """
        held = _clients(backup)
        if not held or any(other and held & other for other in self._others):
            return False
        if self._mine is None:
            return None not in self._others
        return bool(held & self._mine)


def _namesakes(store_path: Path) -> list[Path]:
    """Return the other stores beside a store that differ from it in the ending alone."""
    found = []
    try:
        for one in store_path.parent.iterdir():
            if one.stem != store_path.stem or one.name.endswith(COMPANIONS):
                continue
            # Our own file isn't to be opened and closed, under whatever name: see `is_there`.
            if one.name != store_path.name and not _is_same(one, store_path) and _is_store(one):
                found.append(one)
    except OSError:
        return []
    return found


def _is_same(one: Path, store_path: Path) -> bool:
    try:
        return one.samefile(store_path)
    except OSError:
        return False


def _is_store(path: Path) -> bool:
    try:
        return check_file(path)
    except StoreError:
        return False


def _clients(path: Path) -> frozenset[str] | None:
    """Return the uids of a store's clients; None where it can't be read."""
    if not path.is_file():
        return None
    try:
        with reading(path), closing(connect(path, read_only=True, timeout=0)) as connection:
            return frozenset(uid for (uid,) in connection.execute("SELECT uid FROM client"))
    except (StoreError, sqlite3.Error):
        return None
