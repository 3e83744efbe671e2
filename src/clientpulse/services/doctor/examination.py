"""Looking whether the store, the config and the backups are well; nothing is changed.

Every check gives findings as values and never fails itself: a broken store is what it is there to
report.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from clientpulse.config.loading import load
from clientpulse.config.places import default_store_path, program
from clientpulse.errors import ClientpulseError, StoreError
from clientpulse.quoting import shell_word
from clientpulse.services.doctor import sources, storage_checks
from clientpulse.store.backups import backup as backups
from clientpulse.store.backups.belonging import was_ours
from clientpulse.store.file.checked_copy import Content, faults, read_content, touchpoints_after
from clientpulse.store.file.connection import check_file, snapshot
from clientpulse.store.file.failures import NotAStoreError, reading
from clientpulse.store.file.unreadable import unreadable_values
from clientpulse.store.schema import SCHEMA_VERSION
from clientpulse.views.doctor import Finding
from clientpulse.views.listed import Listed

OK, WARNING, ERROR = "ok", "warning", "error"

OLDEST_BACKUP_DAYS = 30
SPARE_BYTES = 50_000_000
SHOWN_NAMES = 3


def _never_failing(check: Iterable[Finding], name: str) -> list[Finding]:
    """Run a check; that it can't look is what it found then."""
    found: list[Finding] = []
    try:
        found.extend(check)
    except OSError as error:
        found.append(Finding(name, WARNING, f"this can't be checked: {error.strerror or error}"))
    return found


def examine(store_path: Path, config_path: Path, today: date) -> Listed[Finding]:
    """Run all checks, and return what they found in the order in which it is best read."""
    listed = backups.list_backups(store_path)
    checks = {
        "store": _store(store_path, listed, today),
        "permissions": _permissions(store_path),
        "config": _config(config_path),
        "sources": sources.findings(store_path, config_path, today),
        "backups": _backups(store_path, listed, today),
        "place": _place(store_path),
        "leftovers": _left_over(store_path),
        "space": _space(store_path),
    }
    found = [one for name, check in checks.items() for one in _never_failing(check, name)]
    return Listed(today, tuple(found))


def _store(path: Path, listed: list[backups.Backup], today: date) -> Iterator[Finding]:
    try:
        if not check_file(path):
            yield _none_yet(path)
            return
        with reading(path), snapshot(path) as connection:
            yield from _content(connection, path, listed, today)
    except NotAStoreError as error:
        # Its first page may be lost, or the whole of it.
        hint = "" if listed and was_ours(path) else error.hint
        yield Finding("store", ERROR, error.message, _way_back(hint, path, listed))
    except StoreError as error:
        yield Finding("store", ERROR, error.message, _way_back(error.hint, path, listed))


def _none_yet(path: Path) -> Finding:
    folder = _nearest_folder(path)
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Finding("store", OK, f"there is none yet; '{program(path)} add' creates it: {path}")
    return Finding(
        "store",
        ERROR,
        f"there is none yet, and none can be made: you may not write in {folder}",
        "make its folder yourself, or name another file with --db or CLIENTPULSE_DB",
    )


def _content(
    connection: sqlite3.Connection, path: Path, listed: list[backups.Backup], today: date
) -> Iterator[Finding]:
    content = read_content(connection, path)
    yield Finding("store", OK, f"{_counted(content)}: {path}")
    if content.version == SCHEMA_VERSION:
        yield Finding("schema", OK, f"version {content.version}, as this release wants it")
    else:
        comes = f"the next command brings it to {SCHEMA_VERSION}, after a backup"
        yield Finding("schema", OK, f"version {content.version}; {comes}")
    is_older = content.version != SCHEMA_VERSION
    wrong = faults(connection) or unreadable_values(connection, content.rows if is_older else None)
    for one in wrong:
        yield Finding("integrity", ERROR, one.splitlines()[-1], _way_back("", path, listed))
    if not wrong:
        yield Finding("integrity", OK, "the structure, all references and all values are whole")
    future = touchpoints_after(connection, today)
    if future:
        yield Finding(
            "dates",
            WARNING,
            f"{_some(future, 'touchpoint')} {'is' if future == 1 else 'are'} dated after today,"
            f" {today}, and {'does' if future == 1 else 'do'}n't count yet",
            f"see '{program(path)} history --since {today}'; correct one with"
            f" '{program(path)} touchpoint edit ID -d'",
        )
    else:
        yield Finding("dates", OK, "no touchpoint is in the future")


def _permissions(path: Path) -> Iterator[Finding]:
    if os.name != "posix" or not os.path.lexists(path):
        return
    if _is_no_store(path):
        # Its permissions are somebody else's business.
        yield Finding("permissions", WARNING, f"not looked at, for this isn't a store: {path}")
        return
    found = [
        *_mode(path, "file", 0o600, path.stat().st_mode & 0o077),
        *_mode(path.parent, "folder", 0o700, _too_open(path.parent)),
    ]
    folder = backups.folder_of(path)
    if folder.is_dir():
        found += _mode(folder, "folder", 0o700, folder.stat().st_mode & 0o077)
    yield from found or [Finding("permissions", OK, "nobody else can read the store")]


def _too_open(folder: Path) -> int:
    """Return what is too open about the store's folder.

    The one we made is for its user alone. Where somebody keeps the store elsewhere, in the home
    folder perhaps, the file's own permissions do, as long as others can't put files beside it.
    """
    mode = folder.stat().st_mode
    if folder == default_store_path().parent:
        return mode & 0o077
    return 0 if mode & stat.S_ISVTX else mode & 0o022


def _mode(path: Path, kind: str, wanted: int, too_open: int) -> Iterator[Finding]:
    mode = path.stat().st_mode & 0o777
    command = f"chmod {wanted:o} {_quoted(path)}"
    if too_open:
        message = f"others may use the {kind} (mode {mode:o}): {path}"
        yield Finding("permissions", WARNING, message, command)
    if not os.access(path, os.R_OK | os.W_OK):
        message = f"you may not write (mode {mode:o}): {path}"
        yield Finding("permissions", ERROR, message, command)


def _config(path: Path) -> Iterator[Finding]:
    try:
        load(path)
    except ClientpulseError as error:
        yield Finding("config", ERROR, error.message, error.hint)
        return
    there = (
        "all settings can be used" if os.path.lexists(path) else "no file, so all is as by default"
    )
    yield Finding("config", OK, f"{there}: {path}")


def _backups(path: Path, listed: list[backups.Backup], today: date) -> Iterator[Finding]:
    folder = backups.folder_of(path)
    unclear = backups.unclaimed(path)
    if closed := _unreadable(folder):
        yield Finding(
            "backups",
            WARNING,
            f"the folder can't be read ({closed}): {folder}",
            f"allow it: chmod 700 {_quoted(folder)}",
        )
        return
    if not (listed or unclear) and (not os.path.lexists(path) or _is_no_store(path)):
        return
    make_one, look = (
        f"make one: {program(path)} backup",
        f"'{program(path)} restore FILE --dry-run'",
    )
    future = [one.path.name for one in listed if one.from_future]
    if len(listed) == len(future):
        yield Finding("backups", WARNING, f"there is none in {folder}", make_one)
    else:
        newest = listed[0]
        days = max(0, (today - newest.made_at.date()).days)
        known = len(listed) - len(future)
        what = f"{known} in {folder}; the newest, {_age(days)}, is {newest.path.name}"
        if days > OLDEST_BACKUP_DAYS:
            yield Finding("backups", WARNING, what, make_one)
        else:
            yield Finding("backups", OK, what)
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


def _place(path: Path) -> Iterator[Finding]:
    folder = _nearest_folder(path)
    synced = storage_checks.syncing_service(path)
    if synced:
        yield Finding(
            "place",
            WARNING,
            f"{synced} synchronises the store's folder: {folder}",
            "it may mix two versions of the file: keep the store elsewhere, named with --db, and"
            f" let it have the backups: {program(path)} backup FILE",
        )
    copies = storage_checks.conflicted_copies(path, synced=bool(synced))
    for copy in copies:
        yield Finding(
            "place",
            WARNING,
            f"this seems to be a conflicted copy, with what the store may lack: {copy}",
            f"join them: {program(copy)} export copy.json; {program(path)}"
            " import --only-new copy.json (where both differ, the store's stays). Then move the"
            " copy away",
        )
    names = path.stat().st_nlink if path.is_file() else 1
    if names > 1:
        yield Finding(
            "place",
            WARNING,
            f"the store's file has {names} names (hard links): {path}",
            "what a crash leaves is only put right under the name that was in use, so keep one"
            f" name: find FOLDER -samefile {_quoted(path)} finds the others",
        )
    network = storage_checks.network_file_system(folder)
    if network:
        yield Finding(
            "place",
            WARNING,
            f"the store is on a network file system ({network}): {folder}",
            "locks don't always work there: keep the store on this machine, named with --db",
        )
    if not (synced or network or copies or names > 1):
        yield Finding("place", OK, f"on this machine, not synchronised: {folder}")


def _left_over(path: Path) -> Iterator[Finding]:
    # What is written goes beside the file itself, wherever the store's name is.
    places = (*storage_checks.names_of(path), backups.folder_of(path) / path.name)
    found = dict.fromkeys(name for place in places for name in storage_checks.left_over(place))
    for name in found:
        if name.name.endswith(".new"):
            hint = f"when no clientpulse is running: rm {_quoted(name)}"
        else:
            hint = "it holds an interrupted write: leave it, close what uses the store, try again"
        yield Finding("leftovers", WARNING, f"an interrupted command left {name}", hint)
    if not found:
        yield Finding("leftovers", OK, "no command was interrupted in its work")


def _space(path: Path) -> Iterator[Finding]:
    folder = _nearest_folder(path)
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if os.path.lexists(path) else 0
    # A backup before a change, and the change's own journal.
    if free < SPARE_BYTES + 3 * size:
        yield Finding(
            "space", WARNING, f"only {_megabytes(free)} are left in {folder}", "free some space"
        )
    else:
        yield Finding("space", OK, f"{_megabytes(free)} are left")


def _way_back(hint: str, path: Path, listed: list[backups.Backup]) -> str:
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
    return f"bring back the newest backup: {program(path)} restore {_quoted(listed[0].path)}"


def _is_no_store(path: Path) -> bool:
    """Tell whether something else is in the store's place; what can't be read may be one."""
    try:
        return check_file(path) and not was_ours(path)
    except NotAStoreError:
        return not was_ours(path)
    except StoreError:
        return path.is_dir()


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


def _quoted(path: Path) -> str:
    return shell_word(str(path), "FILE")


def _counted(content: Content) -> str:
    return f"{_some(content.clients, 'client')}, {_some(content.touchpoints, 'touchpoint')}"


def _some(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _age(days: int) -> str:
    return "of today" if days == 0 else f"{_some(days, 'day')} old"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000_000:,.1f} GB" if size >= 10**9 else f"{size / 1_000_000:,.1f} MB"


def _nearest_folder(path: Path) -> Path:
    """Return the folder of a file that may not be there yet, or what there is above it."""
    folder = path.parent
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder
