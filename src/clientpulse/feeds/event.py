"""An event of a feed, as the lines that say what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b

from clientpulse.content_lines import escaped

OURS = "@feed.clientpulse"
"""What every UID ends in; reading a calendar knows our own events by it."""

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_UID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Event:
    """An event; its texts are harmless.

    Attributes:
        start: A day, or a moment with its timezone of what takes an hour.
        description: Line by line.
        private: Who may see the calendar sees only that there is something.
        alarm: When to remind on its day.
    """

    uid: str
    start: date | datetime
    summary: str
    description: tuple[str, ...] = ()
    place: str = ""
    private: bool = False
    alarm: time | None = None


def uid_of(*parts: object) -> str:
    """Return the UID of what has these names; nobody can tell them from it."""
    text = "\0".join(map(str, parts))
    return f"{blake2b(text.encode(), digest_size=_UID_BYTES).hexdigest()}{OURS}"


def is_ours(uid: str) -> bool:
    """Tell whether an event of some calendar came from a feed of ours."""
    return OURS in uid


def lines(event: Event) -> Iterator[str]:
    """Give the lines of an event, all but those that tell its versions apart."""
    timed = isinstance(event.start, datetime)
    yield f"UID:{event.uid}"
    yield from _span(event.start)
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(chr(10).join(event.description))}"
    if event.place:
        yield f"LOCATION:{escaped(event.place)}"
    if event.private:
        yield "CLASS:PRIVATE"
    yield f"TRANSP:{'OPAQUE' if timed else 'TRANSPARENT'}"
    if event.alarm is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(event.summary)}")
        yield f"TRIGGER:{_trigger(event.start, event.alarm)}"
        yield "END:VALARM"


def in_utc(moment: datetime) -> str:
    """Write a moment as every program reads it."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _span(start: date | datetime) -> Iterator[str]:
    if isinstance(start, datetime):
        yield f"DTSTART:{in_utc(start)}"
        yield f"DTEND:{in_utc(start.astimezone(UTC) + _HOUR)}"
        return
    yield f"DTSTART;VALUE=DATE:{_digits(start)}"
    if start < date.max:
        yield f"DTEND;VALUE=DATE:{_digits(start + _DAY)}"


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")  # %Y has less than four of them in early years


def _trigger(start: date | datetime, alarm: time) -> str:
    """Return how long after the start to remind; of what begins earlier that day, as it begins."""
    minutes = alarm.hour * 60 + alarm.minute
    sign = ""
    if isinstance(start, datetime):
        minutes = max(0, start.hour * 60 + start.minute - minutes)
        sign = "-" if minutes else ""
    return f"{sign}PT{minutes}M"
