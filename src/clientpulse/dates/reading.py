"""Reading a DATE, a time of day, and a WHEN: a DATE with perhaps a time of day."""

from __future__ import annotations

import re
from datetime import date, time

from clientpulse.dates.grammar import Prefer, Request, has_form, plain, read
from clientpulse.errors import InputError
from clientpulse.quoting import quoted

TIME_HINT = "for example 14:30, 9:00 or 2pm"
WHEN_HINTS = {
    Prefer.PAST: "for example yesterday, 1 nov or fri 9:00",
    Prefer.FUTURE: "for example fri 14:00, 5 dec or 2026-12-05 14:30",
}

_CLOCK = r".*:.*|[0-9]+(?:am|pm)"
"""What is meant as a time of day, though it may be none."""


def parse_date(text: str, today: date, prefer: Prefer, date_order: str | None = None) -> date:
    """Read a DATE.

    Args:
        today: The day that ``today``, ``3d ago`` and dates without a year are counted from.
        prefer: Which one a date without a year or a bare weekday means.
        date_order: ``"dmy"`` or ``"mdy"`` decides a numeric date with two readings; ``"ymd"``
            admits ``2026/11/21``. A numeric date with only one reading needs none.

    Returns:
        The day meant, in the years 1900 to 2199.

    Raises:
        InputError: The text isn't a DATE, has two readings, or is out of that range. A 29 Feb
            without a year is refused where the year in the direction of preference has none.
    """
    hint = (
        "for example yesterday, 1 nov or 3 days ago"
        if prefer is Prefer.PAST
        else "for example fri, 5 dec or in 2 weeks"
    )
    request = Request(text, today, prefer, date_order, hint)
    day, clock = _apart(plain(text))
    if clock and has_form(day):
        raise request.refused("only a day is wanted here", f"leave the time out: {day}")
    return read(request)


def parse_when(
    text: str, today: date, date_order: str | None = None, prefer: Prefer = Prefer.FUTURE
) -> tuple[date, time | None]:
    """Read a WHEN: a DATE, and perhaps a time of day before or behind it.

    Args:
        text: What was typed: ``fri 14:00``, ``2pm fri``, ``5 dec``, ``2026-12-05T14:30``.
        date_order: As for `parse_date`.
        prefer: Likewise.

    Returns:
        The day, and the time or None.

    Raises:
        InputError: Either part can't be read, or there is a time without a day.
    """
    hint = WHEN_HINTS[prefer]
    day, at = _apart(plain(text))
    if not at:
        return read(Request(text, today, prefer, date_order, hint)), None
    clock = parse_time(at)
    if not day:
        raise InputError(f"{quoted(text)} has a time but no day", f"for example today {at}")
    return read(Request(day, today, prefer, date_order, hint)), clock


def _apart(typed: str) -> tuple[str, str]:
    """Part a day from the time that stands before or behind it; either may be empty."""
    if iso := re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})t([0-9]{2}:[0-9]{2})", typed):
        return iso[1], iso[2]
    before, _, last = typed.rpartition(" ")
    if re.fullmatch(_CLOCK, last):
        return before, last
    first, _, behind = typed.partition(" ")
    return (behind, first) if re.fullmatch(_CLOCK, first) else (typed, "")


def parse_time(text: str) -> time:
    """Read a time of day: ``14:30``, ``9:00``, ``2pm``, ``2:30pm``; ``12am`` is midnight.

    Raises:
        InputError: It is none of these, or a time no clock shows.
    """
    match = re.fullmatch(r"([0-9]{1,2})(?::([0-9]{2}))?(am|pm)?", plain(text))
    if match and (match[2] or match[3]):
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        if half and 1 <= hour <= 12:
            hour, half = hour % 12 + (12 if half == "pm" else 0), None
        if not half and hour < 24 and minute < 60:
            return time(hour, minute)
    raise InputError(f"{quoted(text)} isn't a time of day", TIME_HINT)
