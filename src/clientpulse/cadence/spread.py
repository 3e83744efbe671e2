"""Clients whose last contact nobody knows: they come up bit by bit, so that no day is a wall."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import DAYS_IN, Interval
from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.cadence.rules.rhythm import LONGEST_LEAD_DAYS, meeting, update


def spread(count: int, interval: Interval, policy: Policy, after: date) -> list[date]:
    """Return the days on which so many clients come up first, over the workdays of an interval.

    Returns:
        Nothing where the interval is shorter than a week, or has no workday.
    """
    if interval.days < DAYS_IN["w"]:
        return []
    days = range(after.toordinal() + 1, interval.after(after).toordinal() + 1)
    workdays = [
        day for day in map(date.fromordinal, days) if policy.workday_on_or_before(day) == day
    ]
    if not workdays:
        return []
    return [workdays[-(-place * len(workdays) // count) - 1] for place in range(1, count + 1)]


def clock_for(cadence: Cadence, policy: Policy, day: date) -> date:
    """Return from when to count, so that the first thing to do comes up on a day.

    Where no day is an interval before that one, as with months and 31 March, it comes up on the
    nearest day before.
    """
    last = min(day.toordinal() + LONGEST_LEAD_DAYS, date.max.toordinal())

    def first(start: int) -> date:
        return first_day(cadence, policy, date.fromordinal(start))

    found = min(bisect_left(range(last + 1), day, lo=1, key=first), last)
    return date.fromordinal(found if found == 1 or first(found) <= day else found - 1)


def first_day(cadence: Cadence, policy: Policy, start: date) -> date:
    """Return on which day the first thing to do comes up, counted from a day; there is one."""
    facts = Facts("", "", start, cadence)
    found = (*meeting(facts, policy, start), *update(facts, policy, start))
    return min(one.act_by for one in found)
