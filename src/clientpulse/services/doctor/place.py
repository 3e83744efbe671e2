"""Where the store lies: who may use it, what is around it, and how much room there is."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from clientpulse.config.places import default_store_path, program
from clientpulse.quoting import shell_word
from clientpulse.services.doctor import storage_checks
from clientpulse.services.doctor.storage_checks import is_no_store, nearest_folder
from clientpulse.store.backups.backup import folder_of
from clientpulse.views.doctor import ERROR, OK, WARNING, Finding

SPARE_BYTES = 50_000_000


def permissions(path: Path) -> Iterator[Finding]:
    """Look who may use the store and its folders."""
    if os.name != "posix" or not os.path.lexists(path):
        return
    if is_no_store(path):
        # Its permissions are somebody else's business.
        yield Finding("permissions", WARNING, f"not looked at, for this isn't a store: {path}")
        return
    found = [
        *_mode(path, "file", 0o600, path.stat().st_mode & 0o077),
        *_mode(path.parent, "folder", 0o700, _too_open(path.parent)),
    ]
    folder = folder_of(path)
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
    command = f"chmod {wanted:o} {shell_word(str(path), 'FILE')}"
    if too_open:
        message = f"others may use the {kind} (mode {mode:o}): {path}"
        yield Finding("permissions", WARNING, message, command)
    if not os.access(path, os.R_OK | os.W_OK):
        message = f"you may not write (mode {mode:o}): {path}"
        yield Finding("permissions", ERROR, message, command)


def findings(path: Path) -> Iterator[Finding]:
    """Look whether anything else writes where the store is."""
    folder = nearest_folder(path)
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
            f" name: find FOLDER -samefile {shell_word(str(path), 'FILE')} finds the others",
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


def left_over(path: Path) -> Iterator[Finding]:
    """Look for what an interrupted command left."""
    # What is written goes beside the file itself, wherever the store's name is.
    places = (*storage_checks.names_of(path), folder_of(path) / path.name)
    found = dict.fromkeys(name for place in places for name in storage_checks.left_over(place))
    for name in found:
        if name.name.endswith(".new"):
            hint = f"when no clientpulse is running: rm {shell_word(str(name), 'FILE')}"
        else:
            hint = "it holds an interrupted write: leave it, close what uses the store, try again"
        yield Finding("leftovers", WARNING, f"an interrupted command left {name}", hint)
    if not found:
        yield Finding("leftovers", OK, "no command was interrupted in its work")


def space(path: Path) -> Iterator[Finding]:
    """Look whether there is room for a change and a backup before it."""
    folder = nearest_folder(path)
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if os.path.lexists(path) else 0
    # A backup before a change, and the change's own journal.
    if free < SPARE_BYTES + 3 * size:
        yield Finding(
            "space", WARNING, f"only {_megabytes(free)} are left in {folder}", "free some space"
        )
    else:
        yield Finding("space", OK, f"{_megabytes(free)} are left")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000_000:,.1f} GB" if size >= 10**9 else f"{size / 1_000_000:,.1f} MB"
