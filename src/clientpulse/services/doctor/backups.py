"""The backups: whether there are any, how old they are, and the way back to one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from clientpulse.cadence.wording import counted
from clientpulse.config.places import program
from clientpulse.quoting import shell_word
from clientpulse.services.doctor.storage_checks import is_no_store
from clientpulse.store.backups import backup as backups
from clientpulse.views.doctor import OK, WARNING, Finding

OLDEST_BACKUP_DAYS = 30
SHOWN_NAMES = 3


def findings(path: Path, listed: list[backups.Backup], today: date) -> Iterator[Finding]:
    """Look whether there is a backup that isn't old."""
    folder = backups.folder_of(path)
    unclear = backups.unclaimed(path)
    if closed := _unreadable(folder):
        yield Finding(
            "backups",
            WARNING,
            f"the folder can't be read ({closed}): {folder}",
            f"allow it: chmod 700 {shell_word(str(folder), 'FILE')}",
        )
        return
    if not (listed or unclear) and (not os.path.lexists(path) or is_no_store(path)):
        return
    look = f"'{program(path)} restore FILE --dry-run'"
    future = [one.path.name for one in listed if one.from_future]
    yield _newest(path, [one for one in listed if not one.from_future], today)
    if future:
        yield Finding(
            "backups",
            WARNING,
            f"{len(future)} in {folder} {_is(future)} dated in the future, as by a clock that was"
            f" wrong: {_names(future)}",
            f"see what is in it with {look}; delete it, or give its name the right time",
        )
    if unclear:
        names = [one.path.name for one in unclear]
        yield Finding(
            "backups",
            OK,
            f"{len(names)} in {folder} may be of another store whose name differs in the ending"
            f" alone: {_names(names)}",
            f"see what is in it with {look}",
        )


def _newest(path: Path, listed: list[backups.Backup], today: date) -> Finding:
    folder, make_one = backups.folder_of(path), f"make one: {program(path)} backup"
    if not listed:
        return Finding("backups", WARNING, f"there is none in {folder}", make_one)
    days = max(0, (today - listed[0].made_at.date()).days)
    what = f"{len(listed)} in {folder}; the newest, {_age(days)}, is {listed[0].path.name}"
    if days > OLDEST_BACKUP_DAYS:
        return Finding("backups", WARNING, what, make_one)
    return Finding("backups", OK, what)


def way_back(hint: str, path: Path, listed: list[backups.Backup]) -> str:
    """Name the newest backup as the way out of damage."""
    if hint and "backup" not in hint:
        return hint
    if not listed:
        if _unreadable(backups.folder_of(path)):
            none = "the backups folder can't be read, see below"
        elif backups.unclaimed(path):
            none = "no backup is certainly this store's, see below"
        else:
            none = "no backup is left in the store's folder"
        return f"{none}; restore your own: {program(path)} restore FILE"
    newest = shell_word(str(listed[0].path), "FILE")
    return f"bring back the newest backup: {program(path)} restore {newest}"


def _unreadable(folder: Path) -> str:
    """Say why a folder can't be read; nothing where it can, or where there is none."""
    try:
        for one in folder.iterdir():
            one.stat()
            break
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _names(names: list[str]) -> str:
    more = len(names) - SHOWN_NAMES
    return ", ".join(names[:SHOWN_NAMES]) + (f" and {more} more" if more > 0 else "")


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _age(days: int) -> str:
    return "of today" if days == 0 else f"{counted(days, 'day')} old"
