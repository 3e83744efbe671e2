"""Where in an mbox file messages begin, found without having more of it in memory than a block."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from clientpulse.sources.mail.headers import LONGEST

BLOCK = 1024 * 1024
_LINE = re.compile(
    rb"\nFrom ([^\n]{0,500})\n(?:>?From [^\n]{0,500}\n)?(?=[!-9;-~]{1,76}[ \t]{0,9}:)"
)
_CTIME = re.compile(rb"(Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s+[A-Z0-9][a-z0-9]{1,2}\s+\w{1,3}\s+\d")
_MARGIN = 2_048
_BEFORE = 4
_FIRST = 8 * 1024


class Found(NamedTuple):
    """A message in an mbox.

    Attributes:
        start: Where its line ``From `` begins.
        envelope: What stands behind ``From `` there: who sent it, and when it came.
        header: As far as it is read.
    """

    start: int
    envelope: bytes
    header: bytes


def messages(handle: int, start: int, told: Callable[[int], None]) -> Iterator[Found]:
    """Find the messages of an open mbox.

    A line that begins with ``From `` is the first of a message where a header follows, and an
    empty line precedes or it names a moment as C prints it. Programs put a ``>`` before those that
    are text, but not all of them do.

    Args:
        start: Where the first one begins.
        told: Is told how far it is read.
    """
    position = os.lseek(handle, start, os.SEEK_SET)
    # As if two empty lines preceded: then the first message is found as the others are.
    data = b"\n\n\n\n"
    base = start - len(data)
    while True:
        block = os.read(handle, BLOCK)
        position += len(block)
        data += block
        limit = max(_BEFORE - 1, len(data) - _MARGIN) if block else len(data)
        at = data.find(b"\nFrom ", _BEFORE - 1, limit + 6)
        while 0 <= at < limit:
            line = _LINE.match(data, at)
            if line and (_is_blank_before(data, at) or _CTIME.search(line[1])):
                yield Found(base + at + 1, line[1], _header(handle, data, line.end(), base))
            at = data.find(b"\nFrom ", at + 1, limit + 6)
        told(position)
        if not block:
            return
        kept = limit - _BEFORE + 1
        data, base = data[kept:], base + kept


def _is_blank_before(data: bytes, at: int) -> bool:
    return data.endswith((b"\n", b"\n\r"), 0, at)


def _header(handle: int, data: bytes, start: int, base: int) -> bytes:
    found = data[start : start + _FIRST]
    if b"\n\n" in found or b"\n\r\n" in found:
        return found
    return os.pread(handle, LONGEST, base + start)
