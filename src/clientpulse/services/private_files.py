"""Texts in files that only the user can read: drafts, settings, templates."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from clientpulse.store.file.location import create_private, make_folder, sync_folder

__all__ = ["make_folder", "overwrite", "replace", "write"]


def write(file: Path, text: str) -> None:
    """Write a new file.

    Raises:
        OSError: There is one already, or it can't be written.
    """
    create_private(file)
    try:
        with file.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            file.unlink()
        raise


def replace(file: Path, text: str) -> None:
    """Write a file, in place of the one before, and its folder."""
    make_folder(file.parent)
    with contextlib.suppress(FileNotFoundError):
        file.unlink()
    write(file, text)


def overwrite(file: Path, text: str) -> None:
    """Write a file, new or with the permissions it has, whole or not at all, and for good.

    Raises:
        OSError: It can't be written, or nobody is to write it.
        StoreError: Its folder can't be made.
    """
    make_folder(file.parent)
    mode = stat.S_IMODE(file.stat().st_mode) if file.exists() else None
    if mode is not None and not (mode & 0o222 and os.access(file, os.W_OK)):
        raise PermissionError(errno.EACCES, "it is read-only", str(file))
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    write(draft, text)
    try:
        if mode is not None:
            draft.chmod(mode)
        draft.replace(file)
        sync_folder(file.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
