"""What a feed's file holds: the versions of its events, so that the next ones go on from there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clientpulse.feeds import options
from clientpulse.feeds.event import is_ours
from clientpulse.feeds.options import Options

PRODID = "-//clientpulse//pulse feed//EN"
ASKED, NEXT = "X-CLIENTPULSE-FEED", "X-CLIENTPULSE-NEXT"
SEQUENCE, STAMPS = "SEQUENCE", ("DTSTAMP", "LAST-MODIFIED")

_BEGIN, _END = "BEGIN:VCALENDAR", "END:VCALENDAR"
# What we write there. Kept as it was found, anything else would stand in every file from then on.
_NUMBER, _MOMENT = re.compile("[0-9]{1,9}"), re.compile("[0-9]{8}T[0-9]{6}Z")
_FOREIGN, _CHANGED = "isn't a feed that pulse wrote", "was a feed, and somebody changed it"


class NotOursError(ValueError):
    """A file that isn't to be replaced unasked; says what it is."""


@dataclass(frozen=True, slots=True)
class Version:
    """An event as it was written.

    Attributes:
        lines: Those that say what it is.
        stamp: When it became that.
    """

    lines: tuple[str, ...]
    sequence: int
    stamp: str


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds.

    Attributes:
        asked: What was asked for; None where it holds nothing.
        versions: By UID.
        next: What a new event's SEQUENCE is: more than that of any event that is gone, for it
            may be one of those that comes back.
    """

    asked: Options | None = None
    versions: Mapping[str, Version] = field(default_factory=dict)
    next: int = 0


NOTHING = Held()


def read(data: bytes) -> Held:
    """Read what a file holds; an empty one holds nothing.

    Raises:
        NotOursError: It is somebody else's, or broken.
    """
    if not data.strip():
        return NOTHING
    try:
        lines = list(_unfolded(data.decode("utf-8")))
    except UnicodeDecodeError:
        raise NotOursError(_FOREIGN) from None
    if lines[0] != _BEGIN or f"PRODID:{PRODID}" not in lines:
        raise NotOursError(_FOREIGN)
    try:
        return _held(lines)
    except (ValueError, KeyError):
        raise NotOursError(_CHANGED) from None


def _unfolded(text: str) -> Iterator[str]:
    """Give whole lines; only what ends a line in a calendar does so here."""
    whole = ""
    for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"):
        if line.startswith(" "):
            whole += line[1:]
            continue
        if whole:
            yield whole
        whole = line
    yield whole


def _held(lines: list[str]) -> Held:
    if lines[-1] != _END:
        raise ValueError
    first = lines.index("BEGIN:VEVENT") if "BEGIN:VEVENT" in lines else len(lines) - 1
    head = lines[1:first]
    if any(line.startswith(("BEGIN:", "END:")) for line in head):
        raise ValueError
    said = dict(map(_parted, head))
    versions: dict[str, Version] = {}
    rest = iter(lines[first:-1])
    for line in rest:
        if line != "BEGIN:VEVENT":
            raise ValueError
        uid, version = _version(rest)
        if uid in versions:
            raise ValueError
        versions[uid] = version
    return Held(options.read(said[ASKED]), versions, _number(said[NEXT]))


def _version(rest: Iterator[str]) -> tuple[str, Version]:
    """Read an event up to its end."""
    lines: list[str] = []
    said: dict[str, str] = {}
    for line in rest:
        if line == "END:VEVENT":
            break
        name, value = _parted(line)
        if name in {SEQUENCE, *STAMPS}:
            said[name] = value
        else:
            lines.append(line)
    else:
        raise ValueError
    name, uid = _parted(lines[0] if lines else "")
    if name != "UID" or not is_ours(uid):
        raise ValueError
    stamp = said[STAMPS[0]]
    if not _MOMENT.fullmatch(stamp):
        raise ValueError
    return uid, Version(tuple(lines), _number(said[SEQUENCE]), stamp)


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError
    return int(text)


def _parted(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        raise ValueError
    return name, value
