"""Backups: by hand to any file, automatic ones into a folder beside the store, thinned by age."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clientpulse.errors import ConflictError, InputError, NotFoundError, StoreError
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
from clientpulse.store.file.failures import reason, shown
from clientpulse.store.file.location import make_folder

FOLDER = "backups"
MANUAL = "manual"
BEFORE = "before-"
BEFORE_RESTORE = f"{BEFORE}restore"
STAMP = "%Y-%m-%dT%H%M%SZ"

# A restore can't be undone except by the copy made before it, so these don't go by the same day's
# next one.
RESTORES_KEPT = timedelta(days=7)

_NAME = re.compile(
    r"(?P<stem>.+)-(?P<stamp>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z)"
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
    """

    path: Path
    made_at: datetime
    label: str

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
        StoreError: It can't be made, or a file is in its place.
    """
    folder = folder_of(store_path)
    make_folder(folder)
    if not folder.is_dir():
        raise StoreError(
            f"the backups folder is a file: {folder}", "move it away; nothing was changed"
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
    stem = f"{store_path.stem}-{(now or datetime.now(UTC)).strftime(STAMP)}-{label}"
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
    if not is_there(store_path):
        return None
    now = now or datetime.now(UTC)
    folder = ready_folder(store_path)
    made = back_up_into(folder, f"{BEFORE}{reason}", store_path, now)
    thin(store_path, spare=made.path, now=now)
    return made.path


def list_backups(store_path: Path) -> list[Backup]:
    """Return the backups in the store's folder, the newest first; other files are left out."""
    found = []
    try:
        names = list(folder_of(store_path).iterdir())
    except OSError:
        return []
    for path in names:
        match = _NAME.fullmatch(path.name)
        if match is None or match["stem"] != store_path.stem or not path.is_file():
            continue
        with contextlib.suppress(ValueError):
            made_at = datetime.strptime(match["stamp"], STAMP).replace(tzinfo=UTC)
            found.append(
                (made_at, int(match["number"] or 1), Backup(path, made_at, match["label"]))
            )
    found.sort(key=lambda one: one[:2], reverse=True)
    return [backup for _, _, backup in found]


def thin(store_path: Path, spare: Path, now: datetime) -> None:
    """Delete automatic backups that newer ones make superfluous.

    What can't be deleted stays; that is no reason to stop.

    Args:
        spare: The one just made, kept even where the clock was set back.
    """
    automatic = [one for one in list_backups(store_path) if one.automatic]
    keep = kept(one.made_at for one in automatic)
    for one in automatic:
        recent_restore = one.label == BEFORE_RESTORE and now - one.made_at < RESTORES_KEPT
        if one.made_at not in keep and one.path != spare and not recent_restore:
            with contextlib.suppress(OSError):
                one.path.unlink()


def is_there(path: Path) -> bool:
    """Tell whether there is a file, without opening it.

    Opening and closing the store's file other than through SQLite would give away the locks that
    this process holds on it.

    Raises:
        StoreError: It can't be told.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise StoreError(
            f"the store can't be read ({reason(error)}): {shown(path)}",
            "check the permissions of the file and its folder",
        ) from None
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
