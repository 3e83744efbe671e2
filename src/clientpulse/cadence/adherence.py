"""Kept: how many of the past year's intervals were not exceeded, and how long a silence is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, islice, pairwise
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Policy

LONGEST_DAYS = {"d": 1, "w": 7, "m": 31, "y": 366}

COUNTED = 3
"""Missed due dates of a silence are counted up to here: see `clientpulse.cadence.health`."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many intervals were not exceeded, of how many that ended."""

    kept: int
    counted: int

    @property
    def percent(self) -> int | None:
        """The share in percent, None of nothing; 100 only when nothing was missed."""
        if self.counted == 0:
            return None
        rounded = (200 * self.kept + self.counted) // (2 * self.counted)
        return rounded if self.kept == self.counted else min(rounded, 99)


class Ended(NamedTuple):
    """An interval that ended: on which day, and whether it was kept."""

    on: date
    kept: bool


def kept(intervals: Collection[Ended]) -> Kept:
    """Count how many of some intervals were kept."""
    return Kept(sum(one.kept for one in intervals), len(intervals))


def year_before(today: date) -> date:
    """Return the day 12 months before today; intervals count that ended after it."""
    try:
        return today - relativedelta(months=12)
    except ValueError:
        return date.min


def ended_after(
    after: date,
    facts: Facts,
    meeting_dates: Sequence[date],
    reach_dates: Sequence[date],
    policy: Policy,
    today: date,
) -> list[Ended]:
    """Return a client's meeting and update intervals that ended after a day.

    The clock's start opens an interval and so does every later date. It is kept when the next one
    came by its due date; else each due date that passed meanwhile is one interval missed. Today's
    cadence is used for the whole past.

    Args:
        meeting_dates: Dates of meetings held, sorted, repeats allowed. Only those after the day,
            and the last one on or before it, make a difference.
        reach_dates: Dates of reaching touchpoints, meetings included, likewise.
        today: What happened later isn't known yet.

    Returns:
        The latest first; of one day, the meeting's before the update's.
    """
    found: list[Ended] = []
    cadence = facts.cadence
    for interval, dates in ((cadence.meeting, meeting_dates), (cadence.update, reach_dates)):
        if interval is None:
            continue
        counts = _counting(interval, facts, policy)
        openings = sorted({day for day in dates if facts.counts_from < day <= today})
        for opened_on, next_on in pairwise([facts.counts_from, *openings, None]):
            if opened_on is not None:
                found += _ended(interval, opened_on, next_on, after, today, counts)
    return sorted(found, key=lambda one: one.on, reverse=True)


def year_as_of(ended: Iterable[Ended], on: date) -> list[Ended]:
    """Return those that ended in the 12 months before a day, as far as was known then.

    An interval that was kept ended on the day of the contact; one is missed from the day after.
    """
    after = year_before(on)
    return [one for one in ended if after < one.on and (one.on < on or (one.kept and one.on == on))]


def missed_in_silence(facts: Facts, policy: Policy, today: date) -> int:
    """Return how many due dates have passed since the client last heard from us, 3 at most.

    They are those of the update interval, where there is none of the meeting interval.
    """
    interval = facts.cadence.update or facts.cadence.meeting
    if interval is None:
        return 0
    since = max(facts.counts_from, facts.last_reach_on or facts.counts_from)
    passed = filter(_counting(interval, facts, policy), _due_dates(interval, since, since, today))
    return sum(1 for _ in islice(passed, COUNTED))


def _ended(
    interval: Interval,
    opened_on: date,
    next_on: date | None,
    after: date,
    today: date,
    counts: Callable[[date], bool],
) -> Iterator[Ended]:
    """Give what ended after a day of what was opened on another, and ended by the next one."""
    if next_on is not None and next_on <= interval.after(opened_on):
        if next_on > after:
            yield Ended(next_on, True)
        return
    for due_on in _due_dates(interval, opened_on, after, next_on or today):
        if counts(due_on):
            yield Ended(due_on, False)


def _due_dates(interval: Interval, opened_on: date, after: date, before: date) -> Iterator[date]:
    """Give the due dates between two days; each is added to the opening, so that none drifts."""
    days = (after - opened_on).days
    for times in count(max(1, days // (interval.count * LONGEST_DAYS[interval.unit]))):
        due_on = interval.after(opened_on, times)
        if due_on >= before:
            return
        if due_on > after:
            yield due_on


def _counting(interval: Interval, facts: Facts, policy: Policy) -> Callable[[date], bool]:
    """Return what tells whether a due date counts.

    None does while the client rests, and of intervals under a week only workdays do.
    """

    def counts(due_on: date) -> bool:
        if any(starts_on <= due_on < ends_on for starts_on, ends_on in facts.rests):
            return False
        return interval.days >= LONGEST_DAYS["w"] or policy.workday_on_or_before(due_on) == due_on

    return counts
