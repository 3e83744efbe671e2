"""What was agreed with a client, and the rules of the house it follows from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

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


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a client is met and updated.

    Args:
        meeting: How often to meet, or None.
        update: How often to send word between the meetings, or None.
        update_from: `rule` when the update follows from the meetings, `client` when it was
            agreed with the client, None when there is no update.
    """

    meeting: Interval | None
    update: Interval | None
    update_from: str | None


@dataclass(frozen=True)
class Policy:
    """The rules of the house.

    Args:
        over_communication: Rows of "meetings at least this far apart" and "updates every", in
            any order; kept longest first.
        workdays: The days on which work is done, Monday being 0.
        soon: How far ahead an item is called `soon`.

    Raises:
        ValueError: No workday, or a number that is no day of the week.
    """

    over_communication: tuple[tuple[Interval, Interval | None], ...] = OVER_COMMUNICATION
    workdays: frozenset[int] = MONDAY_TO_FRIDAY
    soon: Interval = ONE_WEEK

    def __post_init__(self) -> None:
        if not self.workdays or not self.workdays <= frozenset(range(7)):
            raise ValueError("workdays are one or more of the days 0 (Monday) to 6 (Sunday)")
        longest_first = sorted(self.over_communication, key=lambda row: row[0].days, reverse=True)
        object.__setattr__(self, "over_communication", tuple(longest_first))

    def cadence(
        self, meeting: Interval | None, own_update: Interval | None, follows_rule: bool
    ) -> Cadence:
        """Settle a client's cadence from what was agreed.

        Args:
            meeting: The agreed meeting interval, or None.
            own_update: The client's own update interval; when set, it wins.
            follows_rule: Whether updates follow from the meetings when there is no own
                interval. False without one means the client asked for no updates.

        Returns:
            The cadence, and where its update interval comes from.
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

    def workday_on_or_before(self, day: date) -> date:
        """Step back to a workday, or to the first day of the calendar."""
        back = self._steps_back[day.weekday()]
        if not back:
            return day
        try:
            return day - back
        except OverflowError:
            return date.min

    @cached_property
    def _steps_back(self) -> tuple[timedelta, ...]:
        """How far the last workday lies behind each day of the week."""
        return tuple(
            timedelta(days=next(back for back in range(7) if (weekday - back) % 7 in self.workdays))
            for weekday in range(7)
        )
