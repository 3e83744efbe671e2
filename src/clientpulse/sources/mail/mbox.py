"""Mbox files: Thunderbird's folders, Google's Takeout, and any other program's.

A file that has grown is read on from its last message, and one that is otherwise than it was
is read again as a whole. What is marked as deleted, or as a draft, is no message.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date
from functools import partial
from typing import NamedTuple

from clientpulse.config.sources import Source
from clientpulse.sources.gathered import Gathered, Message, Progress, States, Window
from clientpulse.sources.mail import files, folders
from clientpulse.sources.mail.dates import moment
from clientpulse.sources.mail.headers import Fields, message_of, split
from clientpulse.sources.mail.mbox_messages import Found, messages
from clientpulse.sources.mail.mboxes import Box, begins, chosen
from clientpulse.sources.mail.pile import Pile, summary
from clientpulse.sources.mail.words import text

_MARK = 256
_DELETED = 0x0008
"""The bit of X-Mozilla-Status that Thunderbird sets until it compacts the folder."""


def read(source: Source, window: Window, states: States, progress: Progress) -> Gathered:
    """Read what is new in an mbox file, or in a folder of them."""
    pile = Pile(window)
    boxes = chosen(source, pile.found.remarks)
    total = sum(_size(one) for one in boxes)
    before = 0
    for box in boxes:
        try:
            with _opened(box) as handle:
                last = _Last.of(states.get(box.part), window.since)
                _read(handle, box, last, pile, partial(_tell, progress, before, total))
        except OSError as error:
            pile.fail(f"{box.name}: {error.strerror}", 0)
        before += _size(box)
    return pile.gathered()


def look(source: Source, window: Window) -> list[str]:
    """Say what is in each file."""
    said = []
    remarks: list[str] = []
    for box in chosen(source, remarks):
        pile = Pile(window._replace(since=date.min))
        try:
            with _opened(box) as handle:
                _read(handle, box, _Last(), pile, lambda at: None)
        except OSError as error:
            remarks.append(f"{box.name}: {error.strerror}")
            continue
        newest = max((one.on for one in pile.gathered().items), default=None)
        said.append(summary(box.name, pile.found.read, newest, pile.latest))
    return said + remarks


class _Last(NamedTuple):
    """How far a file was read.

    Attributes:
        start: Where its last message begins. It is read again, for it may not have been whole.
        mark: A hash of what stands before that.
    """

    size: int = -1
    time: int = 0
    start: int = 0
    mark: str = ""
    since: str = ""

    @classmethod
    def of(cls, state: str | None, since: date) -> _Last:
        """Read it back; as never read where it isn't known, or more is wanted now."""
        try:
            last = cls(**json.loads(state or "{}"))
            known = date.fromisoformat(last.since) <= since and last.start >= 0 <= last.size
        except (ValueError, TypeError):
            return cls()
        return last if known else cls()


def _read(handle: int, box: Box, last: _Last, pile: Pile, told: Callable[[int], None]) -> None:
    about = os.fstat(handle)
    if (about.st_size, about.st_mtime_ns) == (last.size, last.time):
        return
    start = begins(handle)
    if start is None:
        pile.found.remarks.append(f"{box.name} is no mbox any more")
        return
    if start < last.start and about.st_size >= last.size and _mark(handle, last.start) == last.mark:
        start = last.start
    for found in messages(handle, start, told):
        start = found.start
        fields = split(found.header)
        labels = _labels(fields)
        if _is_kept(fields) and all(map(folders.is_read, labels)):
            sent = box.is_sent or any(map(folders.is_sent, labels))
            pile.put(_message(found, fields, pile, sent=sent))
    mark = _mark(handle, start)
    kept = _Last(about.st_size, about.st_mtime_ns, start, mark, pile.since.isoformat())
    pile.found.states[box.part] = json.dumps(kept._asdict())


def _message(found: Found, fields: Fields, pile: Pile, *, sent: bool) -> Message | None:
    return message_of(fields, pile.zone, sent=sent, until=pile.latest) or message_of(
        fields, pile.zone, sent=sent, until=pile.latest, arrived=moment(found.envelope, UTC)
    )


def _is_kept(fields: Fields) -> bool:
    """Tell whether a message is neither deleted nor a draft."""
    status = fields.get("x-status", b"")
    try:
        deleted = int(fields.get("x-mozilla-status", b"0"), 16) & _DELETED
    except ValueError:
        deleted = 0
    return not (deleted or b"D" in status or b"T" in status)


def _labels(fields: Fields) -> list[str]:
    """Return what Gmail calls the folders of a message: ``Inbox,Important,Clients/Acme``."""
    if "x-gmail-labels" not in fields:
        return []
    return [one.strip(' "') for one in text(fields["x-gmail-labels"]).split(",")]


def _mark(handle: int, start: int) -> str:
    before = min(_MARK, start)
    return hashlib.sha256(os.pread(handle, before, start - before)).hexdigest()[:16]


@contextmanager
def _opened(box: Box) -> Iterator[int]:
    handle = files.opened(box.path)
    try:
        yield handle
    finally:
        os.close(handle)


def _tell(progress: Progress, before: int, total: int, at: int) -> None:
    progress(before + at, total)


def _size(box: Box) -> int:
    try:
        return os.stat(box.path).st_size
    except OSError:
        return 0
