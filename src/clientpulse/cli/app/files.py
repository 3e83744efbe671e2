"""Files that a person names to be written or read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import named

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session


def typed_path(typed: str) -> Path:
    """Read a file's name as typed.

    Raises:
        InputError: It is empty.
    """
    if not typed.strip() or "\x00" in typed:
        raise InputError("the file's name is empty", "name a file, for example ~/clients.db")
    return Path(os.path.abspath(os.path.expanduser(typed)))  # noqa: PTH100, PTH111  no link is followed


def confirm_replacing(work: Session, path: Path, yes: bool, what: str = "already exists") -> bool:
    """Ask before a file is replaced, and tell whether there is one.

    Args:
        what: What is said of it in the question.

    Raises:
        InputError: There is something that can't be replaced, or nobody to ask.
        ConflictError: It is the store, or the place where it will be; or the answer is no.
    """
    try:
        if _is_same(path, work.store.path):
            raise ConflictError(f"this is the store itself: {path}", "name another file")
        exists = path.exists()
        if exists and not path.is_file():
            raise InputError(f"{path} isn't a file to write to", "name another file")
    except (OSError, ValueError):
        raise InputError(f"{named(str(path))} can't be looked at", "name another file") from None
    if exists:
        work.confirm(f"{path} {what}. Replace it?", yes)
    return exists


def _is_same(path: Path, other: Path) -> bool:
    """Tell whether two names lead to one file, which needn't exist yet."""
    if os.path.realpath(path) == os.path.realpath(other):
        return True
    return path.exists() and other.exists() and path.samefile(other)
