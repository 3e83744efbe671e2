"""Backing the store up, and bringing a backup back."""

from __future__ import annotations

import os
from pathlib import Path

from clientpulse.errors import AmbiguousError, InputError
from clientpulse.quoting import named, printable
from clientpulse.store.backups import backup
from clientpulse.store.backups.backup import Copied, back_up_before, back_up_once, settle
from clientpulse.store.backups.backup import is_there as exists
from clientpulse.store.backups.listing import listed
from clientpulse.store.backups.restore import Restored, is_of_others, restore
from clientpulse.store.backups.restore import check_backup as check
from clientpulse.store.file.checked_copy import Content

MOST_DIGITS = 6

_CHUNK = 1 << 20

__all__ = [
    "Content",
    "Copied",
    "Restored",
    "back_up",
    "back_up_before",
    "back_up_once",
    "check",
    "exists",
    "holding",
    "is_of_others",
    "listed",
    "restore",
    "settle",
]


def back_up(store_path: Path, target: Path | None) -> Copied:
    """Copy the store because somebody asked for it.

    Args:
        target: The file to make, or a folder; None for the backups folder beside the store.
    """
    if target is None:
        return backup.back_up_by_hand(store_path)
    if os.path.isdir(target):  # noqa: PTH112  Path.is_dir fails on a name that is too long
        return backup.back_up_into(target, backup.MANUAL, store_path)
    return backup.back_up(store_path, target)


def holding(store_path: Path, uid: str) -> list[Path]:
    """Return the backups in which there still is anything of a client, deleted or not."""
    return [one.path for one in backup.list_backups(store_path) if _holds(one.path, uid.encode())]


def _holds(path: Path, text: bytes) -> bool:
    """Tell whether a text stands anywhere in a file; of one that can't be read it may."""
    before = b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if text in before + chunk:
                    return True
                before = chunk[-len(text) :]
    except OSError:
        return True
    return False


def chosen(store_path: Path, typed: str, path: Path) -> Path:
    """Return the backup that is meant: a file, or one listed, by its number or part of its name.

    Args:
        path: What was typed, as a file; where there is one, it is meant.

    Raises:
        InputError: There is no such file, and no backup of this number or name.
        AmbiguousError: The part of a name fits several.
    """
    if os.path.lexists(path):
        return path
    known = [one.path for one in backup.list_backups(store_path)]
    if typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS:
        if 0 < int(typed) <= len(known):
            return known[int(typed) - 1]
        raise InputError(f"there is no backup {typed}", "see 'pulse restore' for their numbers")
    fits = [one for one in known if typed and typed in one.name]
    if len(fits) > 1:
        number = known.index(fits[0]) + 1
        lines = [f"{known.index(one) + 1:>5}  {printable(one.name)}" for one in fits]
        hint = f"say which: pulse restore {number}"
        raise AmbiguousError(f"{named(typed)} matches {len(fits)} backups", hint, lines)
    if fits:
        return fits[0]
    return path
