"""A due item, one thing to do for one client, and the order in which items are worked off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.channel import Channel
from clientpulse.cadence.interval import Interval

APPOINTMENT, OUTCOME, MEETING, UPDATE = RULES = ("appointment", "outcome", "meeting", "update")
TODAY, OVERDUE, DUE, SOON, LATER = STATUSES = ("today", "overdue", "due", "soon", "later")

ACTIONABLE = frozenset({TODAY, OVERDUE, DUE})
"""The statuses of what is to be done now."""

LONG_WRITTEN_STREAK = 3
"""So many written ones in a row, and it is time for a voice."""

_RANK = {status: rank for rank, status in enumerate(STATUSES)}


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing to do for one client.

    Args:
        key: The client's key.
        client: The client's name.
        rule: Which rule it comes from, one of `RULES`.
        status: How pressing it is, one of `STATUSES`.
        due_on: The true date; only past it is the item overdue.
        act_by: The workday by which to act.
        days_overdue: Days since `due_on`, 0 up to it.
        interval: The agreed interval; None for a booked meeting.
        last_on: The touchpoint that was counted from; None if it was the start.
        last_channel: Its channel.
        since: The day that was counted from, touchpoint or start; None for a booked meeting.
        written_streak: Reaching touchpoints since the last voice one.
        prefers: The channel the client likes best.
    """

    key: str
    client: str
    rule: str
    status: str
    due_on: date
    act_by: date
    days_overdue: int
    interval: Interval | None
    last_on: date | None
    last_channel: str | None
    since: date | None
    written_streak: int
    prefers: str | None

    @property
    def urgency(self) -> float:
        """How many times its interval the item is overdue; a booked meeting counts in days."""
        return urgency_of(self.days_overdue, self.interval)

    @property
    def suggested_channel(self) -> str | None:
        """The channel to use next: for an update a call after much writing, else the preferred."""
        if self.rule != UPDATE:
            return Channel.MEETING.value
        if self.written_streak >= LONG_WRITTEN_STREAK:
            return Channel.CALL.value
        return self.prefers


Place = tuple[int, float, str, str, int, str]
"""Where an item stands in the order of work: places compare like the items they belong to."""


def place(status: str, urgency: float, client: str, rule: str, due_on: date, key: str) -> Place:
    """Place an item in the order of work.

    Today's come first, then the overdue by urgency, greatest first, then the others by status and
    due date; ties by client name, then rule. The due date and the key settle what is still
    equal, so that the order never depends on the order of the input.
    """
    ordinal = due_on.toordinal()
    weight = -urgency if status == OVERDUE else ordinal
    return (_RANK[status], weight, client, rule, ordinal, key)


def sort_key(item: DueItem) -> Place:
    """Place a due item in the order of work."""
    return place(item.status, item.urgency, item.client, item.rule, item.due_on, item.key)


def urgency_of(days_overdue: int, interval: Interval | None) -> float:
    """Return how many times its interval an item is overdue; a booked meeting counts in days."""
    return days_overdue if interval is None else days_overdue / interval.days


def worst_status(statuses: frozenset[str] | set[str]) -> str | None:
    """Return the most pressing of some statuses, or None of none."""
    return min(statuses, key=_RANK.__getitem__, default=None)
