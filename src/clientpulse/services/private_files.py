"""Texts in files that only the user can read: drafts, settings, templates."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from clientpulse.store.file.location import create_private, make_folder

__all__ = ["make_folder", "replace", "write"]


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
