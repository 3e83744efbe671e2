"""Timezones as a calendar defines them: VTIMEZONE."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from clientpulse.sources.calendars import rules
from clientpulse.sources.calendars.lines import Line
from clientpulse.sources.calendars.properties import parse
from clientpulse.sources.gathered import Window

YEARS_BEFORE = timedelta(days=3 * 366)
_OFFSET = re.compile(r"([+-]?)(\d\d):?(\d\d)(?::?(\d\d))?")
_WALL = re.compile(r"\d{8}T\d{6}")
_PARTS = frozenset((b"STANDARD", b"DAYLIGHT"))


class Change(NamedTuple):
    """A change of the clock.

    Attributes:
        wall: What the clock shows there from then on, or shows no more: in the hour that is left
            out and in the first of two that are shown twice the clock before it counts.
    """

    wall: datetime
    before: timedelta
    after: timedelta


class DefinedZone(tzinfo):
    """A timezone by its changes; only from its own clock to UTC."""

    def __init__(self, changes: list[Change]) -> None:
        self._changes = sorted(changes)
        self._walls = [one.wall for one in self._changes]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """Return how far ahead of UTC the clock is."""
        wall = datetime.min if moment is None else moment.replace(tzinfo=None)  # noqa: DTZ901
        place = bisect_right(self._walls, wall)
        return self._changes[place - 1].after if place else self._changes[0].before

    def dst(self, moment: datetime | None) -> timedelta:
        """Return nothing: nobody asks."""
        return timedelta()

    def tzname(self, moment: datetime | None) -> str:
        """Return nothing: nobody asks."""
        return ""


def names(lines: list[Line]) -> list[str]:
    """Return what a definition is of."""
    return [parse(*line).value for line in lines if line[0] == b"TZID"]


def place(lines: list[Line]) -> str:
    """Return which known timezone it is, where the definition says."""
    found = [parse(*line).value for line in lines if line[0] == b"X-LIC-LOCATION"]
    return found[0] if found else ""


def zone(lines: list[Line], window: Window) -> tzinfo | None:
    """Return a timezone in and around a window; None where the definition makes no sense."""
    changes = [change for part in _parts(lines) for change in _changes(part, window)]
    return DefinedZone(changes) if changes else None


def _parts(lines: list[Line]) -> Iterator[dict[bytes, list[str]]]:
    part: dict[bytes, list[str]] | None = None
    for name, line in lines:
        value = parse(name, line).value
        if name in {b"BEGIN", b"END"}:
            if part:
                yield part
            part = {} if name == b"BEGIN" and value.upper().encode() in _PARTS else None
        elif part is not None:
            part.setdefault(name, []).append(value)


def _changes(part: dict[bytes, list[str]], window: Window) -> Iterator[Change]:
    try:
        start = _wall(part[b"DTSTART"][0])
        after = _offset(part[b"TZOFFSETTO"][0])
        before = _offset(part[b"TZOFFSETFROM"][0]) if b"TZOFFSETFROM" in part else after
    except (KeyError, ValueError):
        return
    low = datetime.combine(window.since, datetime.min.time()) - YEARS_BEFORE
    high = datetime.combine(window.until, datetime.min.time()) + timedelta(days=366)
    walls = [start, *_dates(part)]
    for text in part.get(b"RRULE", []):
        try:
            rule = rules.Rule.parse(text)
            if rule.is_yearly:
                last = rule.until_wall(UTC)
                until = high if last is None else min(last + before, high)
                walls += rule.between(start, low, until)
        except (ValueError, rules.TooManyError):
            continue
    shown = max(after - before, timedelta())
    for wall in set(walls):
        yield Change(wall + shown, before, after)


def _dates(part: dict[bytes, list[str]]) -> Iterator[datetime]:
    for text in part.get(b"RDATE", []):
        for one in text.split(","):
            try:
                yield _wall(one)
            except ValueError:
                continue


def _wall(text: str) -> datetime:
    found = _WALL.match(text.strip())
    wall = datetime.strptime(found[0] if found else text[:8] + "T000000", "%Y%m%dT%H%M%S")  # noqa: DTZ007
    # Outlook's begin in 1601, others in the year 1: a rule would be followed for centuries.
    return wall.replace(year=1904) if wall.year < 1904 else wall


def _offset(text: str) -> timedelta:
    found = _OFFSET.match(text.strip())
    if found is None:
        raise ValueError(text)
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if length >= timedelta(days=1):
        raise ValueError(text)
    return -length if found[1] == "-" else length
