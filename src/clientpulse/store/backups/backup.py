"""Backups: by hand to any file, automatic ones into a folder beside the store, thinned by age."""

from __future__ import annotations

import contextlib
import filecmp
import os
import re
import sqlite3
import stat
from collections.abc import Iterable
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clientpulse.errors import ConflictError, InputError, NotFoundError, StoreError
from clientpulse.quoting import shell_word
from clientpulse.store.backups.belonging import Claim, is_same
from clientpulse.store.backups.retention import kept
from clientpulse.store.file.checked_copy import (
    COMPANIONS,
    Content,
    copy_checked,
    discarded,
    draft_beside,
    put_in_place,
)
from clientpulse.store.file.connection import connect
from clientpulse.store.file.failures import not_a_store, reason, shown
from clientpulse.store.file.location import make_folder

FOLDER = "backups"
MANUAL = "manual"
BEFORE = "before-"
BEFORE_RESTORE = f"{BEFORE}restore"
STAMP = "%Y-%m-%dT%H%M%SZ"

# A restore can't be undone except by the copy made before it, so these don't go by the same day's
# next one.
RESTORES_KEPT = timedelta(days=7)

# The store's whole name and a dot. Older releases left the name's ending out and wrote a dash.
_NAME = re.compile(
    r"(?P<store>.+)(?P<sign>[.-])(?P<stamp>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z)"
    r"-(?P<label>manual|before-[a-z-]*[a-z])(?:-(?P<number>[0-9]+))?\.db"
)


@dataclass(frozen=True, slots=True)
class Copied:
    """A backup that was made and checked, and what it holds."""

    path: Path
    size: int
    content: Content


@dataclass(frozen=True, slots=True)
class Backup:
    """A file in the backups folder.

    Attributes:
        made_at: When, in UTC; from its name.
        label: ``manual``, ``before-import`` ...
        from_future: Whether a clock was wrong when it was made, so that its name tells no age.
    """

    path: Path
    made_at: datetime
    label: str
    from_future: bool = False

    @property
    def automatic(self) -> bool:
        """Whether nobody asked for it, so that it may be thinned."""
        return self.label.startswith(BEFORE)


def folder_of(store_path: Path) -> Path:
    """Return the folder of a store's backups."""
    return store_path.parent / FOLDER


def ready_folder(store_path: Path) -> Path:
    """Return the folder of a store's backups, made when it isn't there.

    Raises:
        StoreError: It can't be made or written to, or a file is in its place.
    """
    folder = folder_of(store_path)
    make_folder(folder)
    if not folder.is_dir():
        raise StoreError(
            f"the backups folder is a file: {folder}", "move it away; nothing was changed"
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(
            f"no backup can be written into the backups folder: {folder}",
            f"allow it: chmod 700 {shell_word(str(folder), 'FOLDER')}; nothing was changed",
        )
    return folder


def back_up(store_path: Path, target: Path, *, source: sqlite3.Connection | None = None) -> Copied:
    """Copy the store to a new file, and check the copy before it gets its name.

    Others may use the store meanwhile. The store's own file is only ever touched through SQLite, so
    this may run while a unit of work of the same process is open.

    Args:
        source: A connection to the store to copy over, where the caller holds its lock.

    Raises:
        NotFoundError: There is no store yet.
        ConflictError: There is a file of that name.
        InputError: There is no such folder.
        StoreError: The store can't be read, or the file can't be written. Nothing is left behind.
    """
    if not is_there(store_path):
        raise NotFoundError(
            f"there is no store yet: {store_path}", "there is nothing to back up before 'pulse add'"
        )
    _check_target(target)
    draft = draft_beside(target)
    opened = nullcontext(source) if source else closing(connect(store_path, read_only=True))
    try:
        with discarded(draft), opened as connection:
            content = copy_checked(connection, store_path, draft)
            size = draft.stat().st_size
            put_in_place(draft, target)
    except FileExistsError:
        raise _exists(target) from None
    except OSError as error:
        raise StoreError(
            f"the backup can't be written ({error.strerror}): {target}",
            "check the folder's permissions and the space left, or name another file",
        ) from None
    return Copied(target, size, content)


def back_up_into(
    folder: Path,
    label: str,
    store_path: Path,
    now: datetime | None = None,
    *,
    source: sqlite3.Connection | None = None,
) -> Copied:
    """Back up the store to a file named after the moment; it never replaces another.

    Args:
        folder: Where to; it must exist.
        label: What the name ends with: ``manual``, ``before-import``.
        now: The moment; only tests give one.

    Raises:
        ClientpulseError: See `back_up`.
    """
    stem = f"{store_path.name}.{(now or datetime.now(UTC)).strftime(STAMP)}-{label}"
    number = 1
    while True:
        target = folder / f"{stem}{'' if number == 1 else f'-{number}'}.db"
        try:
            return back_up(store_path, target, source=source)
        except ConflictError:
            number += 1


def back_up_by_hand(store_path: Path, now: datetime | None = None) -> Copied:
    """Back up the store into its backups folder, to stay there until somebody deletes it.

    Raises:
        ClientpulseError: See `back_up`.
    """
    folder = ready_folder(store_path) if is_there(store_path) else folder_of(store_path)
    return back_up_into(folder, MANUAL, store_path, now)


def back_up_before(reason: str, store_path: Path, now: datetime | None = None) -> Path | None:
    """Back up the store before something that changes much of it, and thin the older backups.

    Args:
        reason: What is about to happen, a word: ``import``.
        now: The moment; only tests give one.

    Returns:
        The backup, or None when there is no store yet.

    Raises:
        StoreError: The store can't be read, or the backup can't be written.
    """
    made = back_up_once(reason, store_path, now)
    if made is not None:
        thin(store_path, [made], now)
    return made


def back_up_once(reason: str, store_path: Path, now: datetime | None = None) -> Path | None:
    """Back up as `back_up_before` does, and leave it to `settle` what becomes of the backups."""
    if not is_there(store_path):
        return None
    return back_up_into(ready_folder(store_path), f"{BEFORE}{reason}", store_path, now).path


def settle(store_path: Path, made: Path, *, changed: bool) -> None:
    """Thin the older backups, or do without the one just made when nothing was changed after it."""
    if changed:
        thin(store_path, [made])
    else:
        with contextlib.suppress(OSError):
            made.unlink()


def list_backups(store_path: Path, now: datetime | None = None) -> list[Backup]:
    """Return the store's own backups, the newest first; those from the future come last.

    Args:
        now: The moment; only tests give one.
    """
    return [one for certain, one in _named(store_path, now) if certain]


def unclaimed(store_path: Path) -> list[Backup]:
    """Return the backups by an older release that are this store's or another's, who knows."""
    return [one for certain, one in _named(store_path, None) if not certain]


def _named(store_path: Path, now: datetime | None) -> list[tuple[bool, Backup]]:
    """Return the backups that have the store's name, and whether they are certainly its own."""
    try:
        paths = list(folder_of(store_path).iterdir())
    except OSError:
        return []
    now = now or datetime.now(UTC)
    claim: Claim | None = None
    found: list[tuple[tuple[bool, datetime, int], bool, Backup]] = []
    for path in paths:
        match = _NAME.fullmatch(path.name)
        # Path.is_file fails in a folder that may be listed and not entered.
        if match is None or not os.path.isfile(path):  # noqa: PTH113
            continue
        whole = match["sign"] == "."
        if match["store"] != (store_path.name if whole else store_path.stem):
            continue
        try:
            made_at = datetime.strptime(match["stamp"], STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        if not whole and claim is None:
            claim = Claim(store_path, others_backed_up=_others_in(paths, store_path))
        one = Backup(path, made_at, match["label"], from_future=made_at > now)
        order = (not one.from_future, made_at, int(match["number"] or 1))
        found.append((order, whole or claim is None or claim.covers(path), one))
    found.sort(key=lambda one: one[0], reverse=True)
    return [(certain, one) for _, certain, one in found]


def _others_in(paths: Iterable[Path], store_path: Path) -> bool:
    """Tell whether there are backups of a store that differs from this one in the ending alone."""
    names = {
        match["store"]
        for path in paths
        if (match := _NAME.fullmatch(path.name)) and match["sign"] == "."
    }
    return any(
        Path(name).stem == store_path.stem
        and name != store_path.name
        and not is_same(store_path.with_name(name), store_path)
        for name in names
    )


def thin(store_path: Path, spare: Iterable[Path], now: datetime | None = None) -> None:
    """Delete automatic backups that newer ones make superfluous.

    What can't be deleted stays; that is no reason to stop. Those from the future stay until their
    day has come: what they are newer than can't be told.

    Args:
        spare: Those in use: just made, or being restored.
        now: The moment; only tests give one.
    """
    now = now or datetime.now(UTC)
    in_use = {path.resolve() for path in spare}
    automatic = [
        one for one in list_backups(store_path, now) if one.automatic and not one.from_future
    ]
    distinct: list[Backup] = []
    for one in automatic:
        if not distinct or not _same(distinct[-1].path, one.path):
            distinct.append(one)
    keep = kept(one.made_at for one in distinct)
    stay = {one.path for one in distinct if one.made_at in keep}
    for one in automatic:
        recent_restore = one.label == BEFORE_RESTORE and now - one.made_at < RESTORES_KEPT
        if not (one.path in stay or recent_restore or one.path.resolve() in in_use):
            with contextlib.suppress(OSError):
                one.path.unlink()


def _same(newer: Path, older: Path) -> bool:
    """Tell whether two backups hold the same: of a store that didn't change, each is the same."""
    try:
        return filecmp.cmp(newer, older, shallow=False)
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Tell whether there is a file, without opening it.

    Opening and closing the store's file other than through SQLite would give away the locks that
    this process holds on it.

    Raises:
        StoreError: It can't be told, or is a pipe or a device.
    """
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise StoreError(
            f"the store can't be read ({reason(error)}): {shown(path)}",
            "check the permissions of the file and its folder",
        ) from None
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        raise not_a_store(path)
    return True


def _check_target(target: Path) -> None:
    try:
        if not target.parent.is_dir():
            raise InputError(
                f"there is no folder {target.parent}", "create it, or name another file"
            )
        if target.is_symlink() or target.exists():
            raise _exists(target)
        # SQLite would take a left-over journal for the new file's own.
        for companion in COMPANIONS:
            if Path(f"{target}{companion}").exists():
                raise _exists(Path(f"{target}{companion}"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"no backup can be written there ({reason(error)}): {shown(target)}",
            "name another file",
        ) from None


def _exists(target: Path) -> ConflictError:
    return ConflictError(
        f"there is a file of that name already: {target}",
        "a backup never replaces a file; name another one",
    )
