"""A due item: one thing to do for one client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.interval import Interval

TODAY, OVERDUE, DUE, SOON, LATER = STATUSES = ("today", "overdue", "due", "soon", "later")

ACTIONABLE = frozenset({TODAY, OVERDUE, DUE})
"""The statuses of what is to be done now."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing to do for one client.

    Args:
        status: How pressing it is, one of `STATUSES`.
        due_on: The true date; only past it is the item overdue.
        act_by: The workday by which to act.
        days_overdue: Days since `due_on`, 0 up to it.
        interval: The interval that recurs, None where nothing does.
        last_on: The touchpoint, feedback or check-up that was counted from; None of the start.
        last_channel: Its channel, where the rule is about channels.
        since: The day that was counted from; None where the due date was set as such.
        written_streak: Reaching touchpoints since the last voice one.
        what: The promise, the ask owed for longest, the mistake, the reminder, the project;
            of an update the project whose check-in it is.
        ref_id: Its number, to name it by; None of a birthday.
        owed: How many asks are owed.
        chased: How often they were asked for.
        person: Whose reminder or birthday it is.
        at: The time of day of a meeting today, `09:30`, where it has one.
        weight: How much more the client counts than others.
        ref: What a reminder or a birthday is called, `r3` or `b12`; None of everything else.
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
    owed: int = 0
    chased: int = 0
    person: str | None = None
    at: str | None = None
    weight: float = 1
    ref: str | None = None
