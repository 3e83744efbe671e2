"""What people read about a due item: the reason, what to do about it, spans and dates in words."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.channel import Channel
from clientpulse.cadence.interval import DAYS_IN, counted
from clientpulse.cadence.items import (
    APPOINTMENT,
    LONG_WRITTEN_STREAK,
    MEETING,
    OUTCOME,
    OVERDUE,
    UPDATE,
    DueItem,
)

# Not strftime: names of months and days must not change with the computer's language.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_BY_CHANNEL: dict[str | None, str] = {
    Channel.MEETING: "meet them",
    Channel.CALL: "call them",
    Channel.VIDEO: "call them by video",
    Channel.VISIT: "visit them",
    Channel.EMAIL: "send an e-mail",
    Channel.MESSAGE: "send a message",
    Channel.LETTER: "write a letter",
}


def reason(item: DueItem, today: date) -> str:
    """Say why an item is there: how long there was silence, or what is due when, and the cadence.

    Args:
        item: The due item.
        today: The day it is.

    Returns:
        A phrase without a capital or a full stop, such as `no word for 5 weeks; weekly updates`.
    """
    if item.rule == APPOINTMENT:
        return "meeting today"
    if item.rule == OUTCOME:
        return f"meeting of {short_date(item.due_on, today)}: what came of it?"
    if item.rule == MEETING:
        return _meeting_reason(item, today)
    return _update_reason(item, today)


def suggestion(item: DueItem) -> str:
    """Say what to do about an item: `send an e-mail`, `book the meeting`."""
    if item.rule == APPOINTMENT:
        return "meet them, then log how it went"
    if item.rule == OUTCOME:
        return "log how it went"
    if item.rule == MEETING:
        return "book the meeting"
    if item.written_streak >= LONG_WRITTEN_STREAK:
        return "call them: the last three were written"
    return _BY_CHANNEL.get(item.suggested_channel, "send a short update")


def span_words(days: int) -> str:
    """Say a number of days as people do, never as more than it is: `9 days`, `5 weeks`."""
    if days == 0:
        return "today"
    count, unit = _in_largest_unit(abs(days))
    return counted(count, unit)


def ago_words(days: int) -> str:
    """Say how long ago: `today`, `yesterday`, `9 days ago`; less than 0 lies ahead."""
    if days < 0:
        return in_words(-days)
    if days <= 1:
        return "yesterday" if days else "today"
    return f"{span_words(days)} ago"


def in_words(days: int) -> str:
    """Say how far ahead: `today`, `tomorrow`, `in 9 days`; less than 0 lies behind."""
    if days < 0:
        return ago_words(-days)
    if days <= 1:
        return "tomorrow" if days else "today"
    return f"in {span_words(days)}"


def short_date(day: date, today: date) -> str:
    """Write a date in words: `5 Dec`, or `5 Dec 2025` in another year than today's."""
    written = f"{day.day} {_MONTHS[day.month - 1]}"
    return written if day.year == today.year else f"{written} {day.year}"


def weekday_date(day: date, today: date) -> str:
    """Write a date with its weekday: `Fri 5 Dec`, or `Fri 5 Dec 2025`."""
    return f"{_WEEKDAYS[day.weekday()]} {short_date(day, today)}"


def _meeting_reason(item: DueItem, today: date) -> str:
    if item.status != OVERDUE:
        due = _near(item.due_on, today) or short_date(item.due_on, today)
        return f"meeting due {due}, not booked"
    if item.last_on is None and item.since is not None:
        return f"not met since the start ({short_date(item.since, today)}); {_cadence(item)}"
    return f"meeting was due {short_date(item.due_on, today)}, not booked"


def _update_reason(item: DueItem, today: date) -> str:
    if item.status != OVERDUE:
        due = _near(item.due_on, today) or weekday_date(item.due_on, today)
        return f"update due {due}; {_cadence(item)}"
    if item.last_on is None:
        start = "" if item.since is None else f" ({short_date(item.since, today)})"
        return f"not contacted since the start{start}; {_cadence(item)}"
    return f"no word for {_silence(item, (today - item.last_on).days)}; {_cadence(item)}"


def _cadence(item: DueItem) -> str:
    """Name what was agreed: `weekly updates`, `meetings every 5 weeks`."""
    kind = "updates" if item.rule == UPDATE else "meetings"
    if item.interval is None:
        return kind
    adverb = item.interval.adverb()
    return f"{kind} {adverb}" if adverb.startswith("every ") else f"{adverb} {kind}"


def _silence(item: DueItem, days: int) -> str:
    """Say how long, in days where a rounded span would hide that the interval was exceeded.

    After 32 days "no word for 4 weeks; monthly updates" would read as if all were well.
    """
    count, unit = _in_largest_unit(days)
    if item.interval is not None and count * DAYS_IN[unit] <= item.interval.days:
        return counted(days, "d")
    return counted(count, unit)


def _in_largest_unit(days: int) -> tuple[int, str]:
    """Round down to a unit a person would use: to 13 days, 8 weeks, 23 months, then years."""
    if days < 14:
        return days, "d"
    for unit, most in (("w", 8), ("m", 23)):
        count = int(days / DAYS_IN[unit])
        if count <= most:
            return count, unit
    return int(days / DAYS_IN["y"]), "y"


def _near(day: date, today: date) -> str:
    """Call today and tomorrow by their names, and no other day."""
    return {0: "today", 1: "tomorrow"}.get((day - today).days, "")
