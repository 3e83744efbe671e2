"""Backing the store up, and bringing a backup back."""

from __future__ import annotations

import os
from pathlib import Path

from clientpulse.store.backups import backup
from clientpulse.store.backups.backup import Copied, back_up_before, back_up_once, settle
from clientpulse.store.backups.backup import is_there as exists
from clientpulse.store.backups.restore import Restored, is_of_others, restore
from clientpulse.store.backups.restore import check_backup as check
from clientpulse.store.file.checked_copy import Content

__all__ = [
    "Content",
    "Copied",
    "Restored",
    "back_up",
    "back_up_before",
    "back_up_once",
    "check",
    "exists",
    "is_of_others",
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
