"""Numbers, dates and spans in words, and what was typed in short."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from clientpulse.cadence.interval import DAYS_IN, in_units

# Not strftime: names of months and days must not change with the computer's language.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

LONGEST_WHAT = 44
"""More of what was typed isn't shown in a reason."""


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: ``1 client``, ``3 clients``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """Join words as one says them: ``mail, diary and people``; empty ones are left out."""
    *others, last = list(filter(None, words)) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def span_words(days: int) -> str:
    """Say a number of days as people do, never as more than it is: `9 days`, `5 weeks`."""
    if days == 0:
        return "today"
    count, unit = in_largest_unit(abs(days))
    return in_units(count, unit)


def ago_words(days: int) -> str:
    """Say how long ago: `today`, `yesterday`, `9 days ago`; less than 0 is ahead."""
    if days < 0:
        return in_words(-days)
    if days <= 1:
        return "yesterday" if days else "today"
    return f"{span_words(days)} ago"


def in_words(days: int) -> str:
    """Say how far ahead: `today`, `tomorrow`, `in 9 days`; less than 0 is past."""
    if days < 0:
        return ago_words(-days)
    if days <= 1:
        return "tomorrow" if days else "today"
    return f"in {span_words(days)}"


def in_largest_unit(days: int) -> tuple[int, str]:
    """Round down to a unit a person would use: to 13 days, 8 weeks, 23 months, then years."""
    if days < 14:
        return days, "d"
    for unit, most in (("w", 8), ("m", 23)):
        count = int(days / DAYS_IN[unit])
        if count <= most:
            return count, unit
    return int(days / DAYS_IN["y"]), "y"


def short_date(day: date, today: date) -> str:
    """Write a date in words: `5 Dec`, or `5 Dec 2025` in another year than today's."""
    written = f"{day.day} {_MONTHS[day.month - 1]}"
    return written if day.year == today.year else f"{written} {day.year}"


def weekday_date(day: date, today: date) -> str:
    """Write a date with its weekday: `Fri 5 Dec`, or `Fri 5 Dec 2025`."""
    return f"{_WEEKDAYS[day.weekday()]} {short_date(day, today)}"


def near_word(day: date, today: date) -> str:
    """Call today and tomorrow by their names; empty for every other day."""
    return {0: "today", 1: "tomorrow"}.get((day - today).days, "")


def near_or_weekday(day: date, today: date) -> str:
    """Name a day as near as it is: `today`, `tomorrow`, `Fri 5 Dec`."""
    return near_word(day, today) or weekday_date(day, today)


def in_short(typed: str | None, longest: int = LONGEST_WHAT) -> str:
    """Put what was typed on one line, and cut it behind a word where it is long."""
    words = " ".join((typed or "").split())
    if len(words) <= longest:
        return words
    at_a_word = words[:longest].rpartition(" ")[0]
    kept = at_a_word if len(at_a_word) > longest // 2 else words[: longest - 1]
    return f"{kept.rstrip(' ,;:.')}…"
