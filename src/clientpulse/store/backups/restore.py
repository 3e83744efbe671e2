"""Bringing a backup back: the store's content changes as a whole, or not at all.

Everything is prepared in a draft beside the store: the backup's content, checked, brought to this
release's schema, with a note in its journal. Then the store's content is replaced in one SQLite
transaction inside the live file. Renaming a file over it would pull it from under the programs
that have it open; so they wait for the lock, and see the new content next. A kill or a power loss
in the middle leaves a journal that the next program rolls back to the old content.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from clientpulse import store
from clientpulse.errors import ConflictError, InputError, StoreError
from clientpulse.store.backups.backup import (
    BEFORE_RESTORE,
    STAMP,
    back_up_into,
    folder_of,
    ready_folder,
    thin,
)
from clientpulse.store.backups.belonging import clients_of, was_ours
from clientpulse.store.file.checked_copy import (
    COMPANIONS,
    Content,
    check,
    check_file_content,
    copy_checked,
    discarded,
    draft_beside,
    put_in_place,
    read_content,
)
from clientpulse.store.file.connection import check_file, connect, lock_timeout
from clientpulse.store.file.failures import (
    DamagedStoreError,
    NotAStoreError,
    reason,
    shown,
    translate,
)
from clientpulse.store.file.location import folder_for

# SQLite itself waits ever longer between two tries, up to a tenth of a second, and beside a program
# that writes without a pause it never gets its turn.
LOCK_RETRY_SECONDS = 0.002

COMMAND = "restore"
_KEPT_AS = "; the store before it is kept as "
_DAMAGED_KEPT_AS = "; the damaged store before it is kept as "


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        content: What it holds now.
        previous: Where what it held before is kept; None when there was no store.
        was_damaged: Whether ``previous`` is the damaged file itself and no backup.
    """

    path: Path
    size: int
    content: Content
    previous: Path | None
    was_damaged: bool = False


def check_backup(store_path: Path, file: Path) -> Content:
    """Return what is in a backup that can be restored.

    Raises:
        InputError: There is no such file.
        ConflictError: It is the store itself.
        StoreError: It is damaged, none of ours, or newer than this release.
    """
    _check_name(store_path, file)
    try:
        return check_file_content(file)
    except StoreError as error:
        raise _unusable(error) from error


def restore(store_path: Path, file: Path, now: datetime | None = None) -> Restored:
    """Replace the store's content by a backup's.

    Args:
        store_path: The store; it is created when there is none.
        file: The backup; it is only read.
        now: The moment; only tests give one.

    Raises:
        InputError: There is no such file.
        ConflictError: It is the store itself.
        StoreError: The backup or the store can't be used. The store is as it was.
    """
    # Loaded before the lock is taken, so that others wait no longer than they must.
    upgrade = store.migration.upgrade
    now = now or datetime.now(UTC)
    _check_name(store_path, file)
    # The file itself may be on another file system than its name, and what takes its place has to
    # be beside it.
    draft = draft_beside(store_path.resolve())
    try:
        with folder_for(store_path), discarded(draft):
            _copy_backup(file, draft)
            upgrade(draft)
            return _replace(store_path, draft, file, now)
    except OSError as error:
        raise StoreError(
            f"the store can't be restored ({error.strerror}): {store_path}",
            "check the folder's permissions and the space left; the store is as it was",
        ) from None


def kept_copy(summary: str, store_path: Path) -> Path | None:
    """Return the backup that a restore's journal summary says can be brought back, if it is left.

    Older releases wrote it as seen from the folder one was in, and a store's folder may be moved:
    then it is looked for beside the store.
    """
    _, found, name = summary.rpartition(_KEPT_AS)
    if not found:
        return None
    path = Path(name)
    places = (path, folder_of(store_path).absolute() / path.name)
    return next((one for one in places if one.is_absolute() and one.exists()), None)


def is_of_others(store_path: Path, file: Path) -> bool:
    """Tell whether a backup holds clients, and the store only others.

    Where one of the two can't be read, that can't be told.
    """
    mine, held = clients_of(store_path), clients_of(file)
    return mine is not None and held is not None and bool(mine and held) and not mine & held


def _replace(store_path: Path, draft: Path, file: Path, now: datetime) -> Restored:
    try:
        if not check_file(store_path):
            return _create(store_path, draft, file, now)
        live = _lock(store_path)
    except (DamagedStoreError, NotAStoreError) as error:
        if not was_ours(store_path):
            raise StoreError(
                error.message, "if it is a damaged store, move it away and restore again"
            ) from error
        return _replace_damaged(store_path, draft, file, now)
    with closing(live):
        try:
            folder = ready_folder(store_path)
            previous = back_up_into(folder, BEFORE_RESTORE, store_path, now, source=live).path
        except DamagedStoreError:
            # The lock is kept meanwhile: nobody shall write into the file that is moved away.
            return _replace_damaged(store_path, draft, file, now)
        _note(draft, file, f"{_KEPT_AS}{previous.absolute()}")
        content = _overwrite(live, store_path, draft, previous)
    thin(store_path, spare=[previous, file], now=now)
    return Restored(store_path, store_path.stat().st_size, content, previous)


def _lock(store_path: Path) -> sqlite3.Connection:
    """Open the store and keep everybody else out until the connection is closed.

    In this locking mode SQLite keeps the lock when a transaction ends, so that the backup of what
    is there and the change to what comes are one step to others.
    """
    live = connect(store_path)
    try:
        live.execute("PRAGMA busy_timeout=0")
        deadline = time.monotonic() + lock_timeout()
        while not _begin_exclusive(live):
            if time.monotonic() > deadline:
                live.execute("BEGIN EXCLUSIVE")
            time.sleep(LOCK_RETRY_SECONDS)
        # Only now: set before, a try that fails would keep a part of the lock, and a writer that
        # waits for that part would keep the other.
        live.execute("PRAGMA locking_mode=EXCLUSIVE")
        live.execute("COMMIT")
    except sqlite3.Error as error:
        live.close()
        raise translate(error, store_path) from error
    return live


def _begin_exclusive(live: sqlite3.Connection) -> bool:
    """Try to keep everybody else out; say whether it worked."""
    try:
        live.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise
        return False
    return True


def _overwrite(live: sqlite3.Connection, store_path: Path, draft: Path, previous: Path) -> Content:
    with closing(connect(draft, read_only=True)) as source:
        expected = read_content(source, draft)
        try:
            source.backup(live)
        except sqlite3.Error as error:
            raise translate(error, store_path) from error
    try:
        content = check(live, store_path)
    except StoreError as error:
        raise StoreError(
            f"the restored store is not what was written: {error.message}",
            f"check the disk; what was there before is kept as {previous}",
        ) from error
    if content != expected:
        raise StoreError(
            f"the restored store differs from the backup: {store_path}",
            f"check the disk; what was there before is kept as {previous}",
        )
    with contextlib.suppress(sqlite3.Error):
        # Takes away the journal, which SQLite keeps for the next transaction in this mode.
        live.execute("PRAGMA locking_mode=NORMAL")
        live.execute("SELECT 1 FROM sqlite_schema").fetchone()
    return content


def _create(store_path: Path, draft: Path, file: Path, now: datetime) -> Restored:
    _note(draft, file, "")
    content, size = check_file_content(draft), draft.stat().st_size
    _set_companions_aside(store_path, now)
    try:
        put_in_place(draft, store_path)
    except FileExistsError:
        raise ConflictError(
            f"somebody created the store just now: {store_path}", "run the restore again"
        ) from None
    return Restored(store_path, size, content, None)


def _replace_damaged(store_path: Path, draft: Path, file: Path, now: datetime) -> Restored:
    place = store_path.resolve()
    aside = _aside(place, now)
    _note(draft, file, f"{_DAMAGED_KEPT_AS}{aside}")
    content, size = check_file_content(draft), draft.stat().st_size
    # From here to the end the file is there under its name: the damaged one, then the new one.
    _set_companions_aside(place, now)
    try:
        aside.hardlink_to(place)
    except OSError:
        place.rename(aside)
    put_in_place(draft, place, overwrite=True)
    return Restored(store_path, size, content, aside, was_damaged=True)


def _aside(path: Path, now: datetime) -> Path:
    number = 1
    while True:
        suffix = "" if number == 1 else f"-{number}"
        aside = path.with_name(f"{path.name}.damaged-{now.strftime(STAMP)}{suffix}")
        if not aside.exists():
            return aside
        number += 1


def _set_companions_aside(path: Path, now: datetime) -> None:
    """Move away what SQLite would take for the new file's own journal and roll back into it."""
    for suffix in COMPANIONS:
        companion = Path(f"{path}{suffix}")
        if companion.exists():
            companion.rename(_aside(companion, now))


def _note(draft: Path, file: Path, what_became: str) -> None:
    """Write the restore into the journal of what is restored, so that undo stops before it."""
    summary = f"restored {file}{what_became}"
    printable = summary.encode("utf-8", "backslashreplace").decode()
    with store.file.engine.make_engine(draft).begin() as connection:
        store.journal.append(connection, COMMAND, printable)


def _copy_backup(file: Path, draft: Path) -> None:
    try:
        with closing(connect(file, read_only=True)) as source:
            copy_checked(source, file, draft)
    except StoreError as error:
        raise _unusable(error) from error


def _check_name(store_path: Path, file: Path) -> None:
    try:
        if not file.exists():
            raise InputError(f"there is no file {file}", "'pulse restore' lists the backups")
        if file.is_dir():
            raise InputError(f"{file} is a folder", "name a file in it")
        if store_path.exists() and file.samefile(store_path):
            raise ConflictError(f"this is the store itself: {file}", "name a backup of it")
        check_file(file)
    except StoreError as error:
        raise _unusable(error) from error
    except (OSError, ValueError) as error:
        raise InputError(
            f"{shown(file)} can't be read: {reason(error)}", "name another file"
        ) from None


def _unusable(error: StoreError) -> StoreError:
    message = error.message.replace("the store ", "the backup ", 1)
    return StoreError(
        message.replace(
            "this file isn't a clientpulse store", "this file isn't a backup of clientpulse"
        ),
        "name another backup; 'pulse doctor' says where they are. Nothing was changed",
    )
