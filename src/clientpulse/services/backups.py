"""Backing the store up, and bringing a backup back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse.store import backups

if TYPE_CHECKING:
    from clientpulse.store.backups.backup import Copied
    from clientpulse.store.backups.restore import Restored
    from clientpulse.store.file.checked_copy import Content

__all__ = [
    "Content",
    "Copied",
    "Restored",
    "back_up",
    "back_up_before",
    "check",
    "exists",
    "restore",
]


def back_up(store_path: Path, target: Path | None) -> Copied:
    """Copy the store because somebody asked for it.

    Args:
        target: The file to make, or a folder; None for the backups folder beside the store.
    """
    if target is None:
        return backups.backup.back_up_by_hand(store_path)
    if target.is_dir():
        return backups.backup.back_up_into(target, backups.backup.MANUAL, store_path)
    return backups.backup.back_up(store_path, target)


def back_up_before(reason: str, store_path: Path) -> None:
    """Back the store up, where there is one, before much of it changes."""
    backups.backup.back_up_before(reason, store_path)


def exists(store_path: Path) -> bool:
    """Tell whether there is a file in the store's place, damaged or not."""
    return backups.backup.is_there(store_path)


def check(store_path: Path, file: Path) -> Content:
    """Return what a backup holds.

    Raises:
        StoreError: It is damaged, isn't ours, or is newer than this release.
    """
    return backups.restore.check_backup(store_path, file)


def restore(store_path: Path, file: Path) -> Restored:
    """Replace the store's content by a backup's.

    Raises:
        StoreError: The backup or the store can't be used. The store is as it was.
    """
    return backups.restore.restore(store_path, file)
