"""Reading a DATE, a time of day, and a WHEN: a DATE with perhaps a time of day."""

from __future__ import annotations

import re
from datetime import date, time

from clientpulse.dates.grammar import Prefer, Request, plain, read
from clientpulse.errors import InputError
from clientpulse.quoting import quoted

TIME_HINT = "for example 14:30, 9:00 or 2pm"
WHEN_HINT = "for example fri 14:00, 5 dec 9:00, tomorrow 2pm or 2026-12-05 14:30"


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
        "for example 2026-11-21, yesterday, fri, 3d ago or 1 nov"
        if prefer is Prefer.PAST
        else "for example 2026-11-21, tomorrow, fri, in 2 weeks or 1 nov"
    )
    return read(Request(text, today, prefer, date_order, hint))


def parse_when(
    text: str, today: date, date_order: str | None = None, prefer: Prefer = Prefer.FUTURE
) -> tuple[date, time | None]:
    """Read a WHEN: a DATE, then perhaps a time of day.

    Args:
        text: What was typed: ``fri 14:00``, ``5 dec``, ``2026-12-05T14:30``.
        date_order: As for `parse_date`.
        prefer: Likewise.

    Returns:
        The day, and the time or None.

    Raises:
        InputError: Either part can't be read, or there is a time without a day.
    """
    typed = plain(text)
    iso = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})t([0-9]{2}:[0-9]{2})", typed)
    day_text, _, last = typed.rpartition(" ")
    if iso:
        day_text, last = iso[1], iso[2]
    elif not re.fullmatch(r".*:.*|[0-9]+(?:am|pm)", last):
        return read(Request(text, today, prefer, date_order, WHEN_HINT)), None
    clock = parse_time(last)
    if not day_text:
        raise InputError(f"{quoted(text)} has a time but no day", f"for example today {last}")
    return read(Request(day_text, today, prefer, date_order, WHEN_HINT)), clock


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
