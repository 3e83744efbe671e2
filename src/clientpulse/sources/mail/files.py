"""Reading files of mail so that nobody can tell that they were read."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from clientpulse.sources.mail.headers import LONGEST

_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_UNMARKED = _READING | getattr(os, "O_NOATIME", 0)
FIRST = 8 * 1024
"""In how many bytes of a message nearly every header ends."""
FIRST_TIME = 631_152_000.0
"""The beginning of 1990: before it no file was written, but by a clock that was never set."""


def opened(path: str) -> int:
    """Open a file for reading, its time of access left alone: by that programs know new mail.

    A pipe in a mailbox doesn't stop anybody.
    """
    try:
        return os.open(path, _UNMARKED)
    except PermissionError:
        # Of files that aren't ours that time can't be kept.
        return os.open(path, _READING)


def header(handle: int) -> bytes:
    """Read a file's beginning, as far as its header goes."""
    raw = os.read(handle, FIRST)
    while len(raw) >= FIRST and b"\n\n" not in raw and b"\n\r\n" not in raw and len(raw) < LONGEST:
        more = os.read(handle, LONGEST - len(raw))
        if not more:
            break
        raw += more
    return raw


def changed(handle: int) -> datetime:
    """Return when an open file was written."""
    return datetime.fromtimestamp(max(0, min(os.fstat(handle).st_mtime, 2**32)), UTC)
