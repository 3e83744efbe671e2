"""A due item, one thing to do for one client, and the order in which items are worked off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.channel import Channel
from clientpulse.cadence.interval import Interval

CADENCE_RULES = ("appointment", "outcome", "meeting", "update")
APPOINTMENT, OUTCOME, MEETING, UPDATE = CADENCE_RULES

RELATION_RULES = (
    *("own_up", "make_good", "look_back", "promise", "chase", "recap", "moment"),
    *("feedback", "project_feedback", "checkup"),
)
OWN_UP, MAKE_GOOD, LOOK_BACK, PROMISE, CHASE, RECAP, MOMENT = RELATION_RULES[:7]
FEEDBACK, PROJECT_FEEDBACK, CHECKUP = RELATION_RULES[7:]

RULES = CADENCE_RULES + RELATION_RULES
"""The names of all rules."""

TODAY, OVERDUE, DUE, SOON, LATER = STATUSES = ("today", "overdue", "due", "soon", "later")

ACTIONABLE = frozenset({TODAY, OVERDUE, DUE})
"""The statuses of what is to be done now."""

LONG_WRITTEN_STREAK = 3
"""So many written ones in a row, and it is time for a voice."""

_RANK = {TODAY: 0, OVERDUE: 2, DUE: 3, SOON: 4, LATER: 5}
_RANK_OF_OWNING_UP = 1

_SUGGESTED = {
    APPOINTMENT: Channel.MEETING,
    OUTCOME: Channel.MEETING,
    MEETING: Channel.MEETING,
    LOOK_BACK: Channel.CALL,
    RECAP: Channel.EMAIL,
}

_DAYS_OF_RELATION = 7
"""The relationship rules are ranked as if they came round weekly."""

_RELATION_RULES = frozenset(RELATION_RULES)


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
        interval: The interval that recurs, None where nothing does.
        last_on: The touchpoint, feedback or check-up that was counted from; None of the start.
        last_channel: Its channel, where the rule is about channels.
        since: The day that was counted from; None where the due date was set as such.
        written_streak: Reaching touchpoints since the last voice one.
        prefers: The channel the client likes best.
        what: The promise, the ask owed for longest, the mistake, the moment, the project.
        ref_id: Its number, to name it by; None of a birthday.
        count: How many asks are owed.
        person: Whose moment it is.
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
    what: str | None = None
    ref_id: int | None = None
    count: int = 0
    person: str | None = None

    @property
    def urgency(self) -> float:
        """How many times its interval the item is overdue: see `urgency_of`."""
        return urgency_of(self.rule, self.days_overdue, self.interval)

    @property
    def suggested_channel(self) -> str | None:
        """The channel to use next, or None where it doesn't matter or nobody is to be contacted.

        For an update it is a call after much writing, else the preferred one. To look back is to
        ring them, and a recap is written.
        """
        if self.rule in _SUGGESTED:
            return _SUGGESTED[self.rule].value
        if self.rule in (MAKE_GOOD, PROMISE, CHECKUP):
            return None
        if self.rule == UPDATE and self.written_streak >= LONG_WRITTEN_STREAK:
            return Channel.CALL.value
        return self.prefers


Place = tuple[int, float, str, str, int, str]
"""Where an item stands in the order of work: places compare like the items they belong to."""


def place(status: str, urgency: float, client: str, rule: str, due_on: date, key: str) -> Place:
    """Place an item in the order of work.

    Today's come first. Straight after them stands what the client wasn't told yet, whatever its
    status. Then come the overdue by urgency, greatest first, then the others by status and due
    date; ties by client name, then rule. The due date and the key settle what is still equal, so
    that the order never depends on the order of the input.
    """
    ordinal = due_on.toordinal()
    weight = -urgency if status == OVERDUE else ordinal
    rank = _RANK_OF_OWNING_UP if rule == OWN_UP else _RANK[status]
    return (rank, weight, client, rule, ordinal, key)


def sort_key(item: DueItem) -> Place:
    """Place a due item in the order of work."""
    return place(item.status, item.urgency, item.client, item.rule, item.due_on, item.key)


def urgency_of(rule: str, days_overdue: int, interval: Interval | None) -> float:
    """Return how many times its interval an item is overdue.

    A booked meeting counts in days, and what belongs to the relationship in weeks.
    """
    if rule in _RELATION_RULES:
        return days_overdue / _DAYS_OF_RELATION
    return days_overdue if interval is None else days_overdue / interval.days


def worst_status(statuses: frozenset[str] | set[str]) -> str | None:
    """Return the most pressing of some statuses, or None of none."""
    return min(statuses, key=_RANK.__getitem__, default=None)
