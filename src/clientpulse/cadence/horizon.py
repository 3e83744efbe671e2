"""Telling from a few dates alone that nothing can be due for a client yet.

A portfolio of thousands has few clients to show on a morning. What is due only moves later when the
day it is counted from moves later, so each rule that recurs has a last day from which something may
be due; a client who was in touch after it needs no closer look. Dates are ISO texts, as the store
holds them: they sort like the dates they are, and most clients are passed over without a date being
made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import CHECKUP, FEEDBACK, MEETING, UPDATE
from clientpulse.cadence.policy import NO_RULES, Cadence, Policy
from clientpulse.cadence.relation_rules import first_checkup_interval, interval_in
from clientpulse.cadence.rules import is_off, lead_days

NEVER = ""  # sorts before every date

_NO_CADENCE = Cadence(None, None, None)


ALL_QUIET = 0b1111

QUIET: tuple[frozenset[str], ...] = tuple(
    frozenset(
        rule
        for place, rule in enumerate((UPDATE, MEETING, FEEDBACK, CHECKUP))
        if number & 1 << place
    )
    for number in range(ALL_QUIET + 1)
)
"""The rules of which the last days tell that nothing can be due, by number: 1 for the update, 2 for
the meeting, 4 for feedback and 8 for the check-up, added up."""


class LastDays(NamedTuple):
    """Up to which day something may be due, as ISO texts; empty where nothing ever is.

    Args:
        update: Of the last reaching touchpoint, or the start.
        meeting: Of the last meeting, or the start.
        feedback: Of the last feedback, or the day from which it is asked for.
        checkup: Of the last check-up, where there was one.
        first_checkup: Of the day from which check-ups are asked for, where there was none.
    """

    update: str
    meeting: str
    feedback: str
    checkup: str
    first_checkup: str


def last_days(
    cadence: Cadence,
    until: date,
    policy: Policy,
    own_rules: Mapping[str, Interval | None] = NO_RULES,
) -> LastDays:
    """Return the last days from which something may have to be acted on.

    A client can be passed over when nothing is open with it (`Relation` has no promises, asks,
    mistakes, moments, projects or conversation), no meeting is booked, and all of these lie later:
    the last reach or the start than `update`; the last meeting or the start than `meeting`; the
    last feedback, the start or the day from which it is asked than `feedback`; the last check-up
    than `checkup`, or without one the start or the day from which it is asked than
    `first_checkup`. Whoever can't be passed over may have something to act on.

    Args:
        cadence: What was agreed.
        until: The last day of what is asked for: today, or the end of the soon window.
        policy: The rules of the house.
        own_rules: The client's own intervals by rule.
    """
    limit = last_date(until, policy)

    def last_day(rule: str, interval: Interval | None, lead: int = 0) -> str:
        if interval is None or is_off(rule, own_rules, policy):
            return NEVER
        return _last_day(interval, limit, lead)

    feedback = interval_in(FEEDBACK, own_rules, policy)
    checkup = interval_in(CHECKUP, own_rules, policy)
    return LastDays(
        last_day(UPDATE, cadence.update),
        last_day(MEETING, cadence.meeting, lead_days(cadence.meeting) if cadence.meeting else 0),
        last_day(FEEDBACK, feedback),
        last_day(CHECKUP, checkup),
        last_day(CHECKUP, first_checkup_interval(checkup) if checkup else None),
    )


def last_date(until: date, policy: Policy) -> date:
    """Return the last date on which something may fall that has to be acted on up to a day.

    What falls on days without work comes up on the workday before them. So it is the day before
    the first workday after: whatever falls on that one can wait for it.

    Args:
        until: The last day on which to act.
        policy: The rules of the house; its workdays and days off count.
    """
    on = policy.workday_after(until)
    return on if on == date.max else on - timedelta(days=1)


def _last_day(interval: Interval, limit: date, lead: int) -> str:
    """Return the last day whose due date isn't after the limit and some lead time."""
    if limit >= date.max - timedelta(days=lead + 1):
        return date.max.isoformat()
    limit += timedelta(days=lead)
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
