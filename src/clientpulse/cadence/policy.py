"""What was agreed with a client, and the policy it follows from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from clientpulse.cadence.interval import Interval

OVER_COMMUNICATION: tuple[tuple[Interval, Interval | None], ...] = (
    (Interval(12, "w"), Interval(1, "m")),
    (Interval(6, "w"), Interval(2, "w")),
    (Interval(8, "d"), Interval(1, "w")),
)
"""Meetings at least this far apart: updates this often. Quarterly meetings, monthly updates;
monthly meetings, weekly updates. Nearer than the last row, every meeting is the update."""

MONDAY_TO_FRIDAY = frozenset(range(5))
ONE_WEEK = Interval(1, "w")
THREE_DAYS = Interval(3, "d")

RuleIntervals = Mapping[str, Interval | None]
"""Intervals by rule, None where a rule is off."""

NO_RULES: RuleIntervals = MappingProxyType({})
"""Every rule is as it comes."""

NO_WEIGHTS: Mapping[str, float] = MappingProxyType({})
"""Every client counts the same."""

RECAPS = RECAP_MEETINGS, RECAP_VOICE, NO_RECAPS = ("meeting", "voice", "none")
"""After which touchpoints a recap is owed."""

_ONE_DAY = timedelta(days=1)

DaysOff = tuple[tuple[date, date], ...]
"""First and last day of each span."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a client is met and updated.

    Args:
        update: How often to send word between the meetings.
        update_from: `rule` when the update follows from the meetings, `client` when it was
            agreed with the client, `project` when a running project's check-ins decide, None
            when there is no update.
        off: `meeting` and `update` where there would be one, were its rule not turned off.
        project: The name of the project whose check-ins decide.
    """

    meeting: Interval | None
    update: Interval | None
    update_from: str | None
    off: tuple[str, ...] = ()
    project: str | None = None


class Checkins(NamedTuple):
    """How often a client hears from us while a project runs."""

    project: str
    started_on: date
    every: Interval


@dataclass(frozen=True)
class Policy:
    """How we work with all clients.

    Args:
        over_communication: Rows of "meetings at least this far apart" and "updates every", in
            any order; kept longest first.
        workdays: The days on which work is done, Monday being 0.
        rules: The rules that differ from the rule book.
        chase_every: How long after a chase what is owed is chased again.
        recap: After which touchpoints a recap is owed, one of `RECAPS`.
        days_off: First and last day of each span in which no work is done, in any order.
        weights: How much more clients with a tag count than others, by tag in small letters.

    Raises:
        ValueError: No workday, a day outside the week, another word for `recap`, or
            days off that end before they begin.
    """

    over_communication: tuple[tuple[Interval, Interval | None], ...] = OVER_COMMUNICATION
    workdays: frozenset[int] = MONDAY_TO_FRIDAY
    soon: Interval = ONE_WEEK
    rules: RuleIntervals = field(default_factory=lambda: NO_RULES, hash=False)
    chase_every: Interval = THREE_DAYS
    recap: str = RECAP_MEETINGS
    days_off: DaysOff = ()
    weights: Mapping[str, float] = field(default_factory=lambda: NO_WEIGHTS, hash=False)

    def __post_init__(self) -> None:
        if not self.workdays or not self.workdays <= frozenset(range(7)):
            raise ValueError("workdays are one or more of the days 0 (Monday) to 6 (Sunday)")
        if self.recap not in RECAPS:
            raise ValueError(f"recaps are owed after one of {', '.join(RECAPS)}")
        if any(last < first for first, last in self.days_off):
            raise ValueError("days off end on the day they begin, or later")
        longest_first = sorted(self.over_communication, key=lambda row: row[0].days, reverse=True)
        object.__setattr__(self, "over_communication", tuple(longest_first))

    def cadence(
        self, meeting: Interval | None, own_update: Interval | None, follows_rule: bool
    ) -> Cadence:
        """Settle a client's cadence from what was agreed.

        Args:
            own_update: The client's own update interval; when set, it wins.
            follows_rule: Whether updates follow from the meetings when there is no own
                interval. False without one means the client asked for no updates.
        """
        if own_update is not None:
            return Cadence(meeting, own_update, "client")
        update = self.update_interval_for(meeting) if follows_rule else None
        return Cadence(meeting, update, "rule" if update is not None else None)

    def update_interval_for(self, meeting_interval: Interval | None) -> Interval | None:
        """Apply the over-communication rule: the rarer the meetings, the rarer the updates.

        Returns:
            How often an update goes out; None where every meeting is the update, and where
            there are no meetings.
        """
        if meeting_interval is None:
            return None
        for at_least, updates in self.over_communication:
            if meeting_interval.days >= at_least.days:
                return updates
        return None

    def weight_of(self, tags: Iterable[str]) -> float:
        """Return how much more a client with these tags counts: the greatest weight of them."""
        folded = (tag.casefold() for tag in tags)
        return max((self.weights[tag] for tag in folded if tag in self.weights), default=1)

    @cached_property
    def rules_off(self) -> frozenset[str]:
        """The rules that are turned off for all clients."""
        return frozenset(rule for rule, interval in self.rules.items() if interval is None)

    def act_by(self, due_on: date, since: date) -> date:
        """Return the workday by which to act on what is due, a day after what it counts from.

        Where the workday before leaves no time at all, as of a daily update over a weekend, it is
        the due date itself.
        """
        workday = self.workday_on_or_before(due_on)
        return workday if workday > since else due_on

    def workday_on_or_before(self, day: date) -> date:
        """Step back to a workday, over days off too, or to the first day of the calendar."""
        back = self._steps_back[day.weekday()]
        if back:
            try:
                day -= back
            except OverflowError:
                return date.min
        if self.days_off and (rest := self._rest_around(day)):
            return date.min if rest[0] == date.min else rest[0] - _ONE_DAY
        return day

    def workday_after(self, day: date) -> date:
        """Step on to the first workday after a day, or to the last day of the calendar."""
        try:
            day += self._steps_on[day.weekday()]
        except OverflowError:
            return date.max
        if self.days_off and (rest := self._rest_around(day)):
            return date.max if rest[1] == date.max else rest[1] + _ONE_DAY
        return day

    def absence(self, day: date) -> tuple[date, date] | None:
        """Return the days off around a day, or of the run of days without work before it.

        Days off with no workday between them are one absence, from the first to the last.
        """
        before = day - _ONE_DAY if day > date.min else day
        rest = self._rest_around(day) or self._rest_around(before)
        if rest is None:
            return None
        inside = [span for span in self.days_off if rest[0] <= span[0] <= rest[1]]
        return min(inside)[0], max(last for _, last in inside)

    @cached_property
    def _steps_back(self) -> tuple[timedelta, ...]:
        """How long before each day of the week the last workday is, the day itself included."""
        return self._steps(range(7), -1)

    @cached_property
    def _steps_on(self) -> tuple[timedelta, ...]:
        """How long after each day of the week the next workday is."""
        return self._steps(range(1, 8), 1)

    def _steps(self, days: range, direction: int) -> tuple[timedelta, ...]:
        return tuple(
            timedelta(next(by for by in days if (day + direction * by) % 7 in self.workdays))
            for day in range(7)
        )

    def _rest_around(self, day: date) -> tuple[date, date] | None:
        """Return the run of days without work that a weekly workday falls into, if it does."""
        place = bisect_right(self._rests, day, key=lambda rest: rest[0]) - 1
        if place < 0 or day > self._rests[place][1]:
            return None
        return self._rests[place]

    @cached_property
    def _rests(self) -> DaysOff:
        """The whole runs of days without work that the days off are part of, in their order.

        Days off, the weekend behind them and more days off are one run: no step ends inside it.
        """
        runs: list[tuple[date, date]] = []
        for first, last in sorted(map(self._with_weekends, self.days_off)):
            if runs and (runs[-1][1] == date.max or first <= runs[-1][1] + _ONE_DAY):
                runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
            else:
                runs.append((first, last))
        return tuple(runs)

    def _with_weekends(self, span: tuple[date, date]) -> tuple[date, date]:
        """Widen a span by the days around it that are never workdays."""
        first, last = span
        try:
            before = first - _ONE_DAY
            first = before - self._steps_back[before.weekday()] + _ONE_DAY
        except OverflowError:
            first = date.min
        try:
            last = last + self._steps_on[last.weekday()] - _ONE_DAY
        except OverflowError:
            last = date.max
        return first, last
