"""Telling from two dates alone that nothing can be due for a client yet.

A portfolio of thousands has few clients to show on a morning. What is due only moves later when the
day it is counted from moves later, so each cadence has a last day from which something may be due;
a client who was in touch after it needs no closer look. Dates are ISO texts, as the store holds
them: they sort like the dates they are, and most clients are passed over without a date being made.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Cadence
from clientpulse.cadence.rules import lead_days

# The first workday before a due date is at most so far away.
MOST_DAYS_TO_A_WORKDAY = 6

NEVER = ""  # sorts before every date


class LastDays(NamedTuple):
    """Up to which day something may be due, as ISO texts; empty where nothing ever is.

    Args:
        update: Of the last reaching touchpoint, or the start.
        meeting: Of the last meeting, or the start.
    """

    update: str
    meeting: str


def last_days(cadence: Cadence, until: date) -> LastDays:
    """Return the last days from which an update or a meeting may have to be acted on.

    Whoever was in touch later has nothing to act on until then. Whoever wasn't may have.

    Args:
        cadence: What was agreed.
        until: The last day of what is asked for: today, or the end of the soon window.
    """
    update, meeting = cadence.update, cadence.meeting
    return LastDays(
        NEVER if update is None else _last_day(update, until, MOST_DAYS_TO_A_WORKDAY),
        NEVER
        if meeting is None
        else _last_day(meeting, until, MOST_DAYS_TO_A_WORKDAY + lead_days(meeting)),
    )


def _last_day(interval: Interval, until: date, slack: int) -> str:
    """Return the last day whose due date isn't after `until` and some slack."""
    if until > date.max - timedelta(days=slack + 1):
        return date.max.isoformat()
    limit = until + timedelta(days=slack)
    low, high = date.min.toordinal(), limit.toordinal()
    if interval.after(date.min) > limit:
        return NEVER
    while low < high:
        middle = (low + high + 1) // 2
        if interval.after(date.fromordinal(middle)) <= limit:
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low).isoformat()
