"""Today's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.items import ACTIONABLE, DueItem
from clientpulse.cadence.policy import Cadence
from clientpulse.views.local_time import LocalTime
from clientpulse.views.whose import ANYBODY, AwayColleague, Whose

if TYPE_CHECKING:
    from clientpulse.views.timer import Trouble


@dataclass(frozen=True, slots=True)
class DueRow:
    """One client in today's list.

    Attributes:
        items: What there is to do, the most urgent first; never empty.
        last_reach_on: When the client last heard from us.
        local: What time it is where the client is, where that is known.
        last_reach_source: What the last contact was read from, where it wasn't typed.
    """

    items: tuple[DueItem, ...]
    last_reach_on: date | None
    last_reach_channel: str | None
    cadence: Cadence
    owner: str | None
    local: LocalTime | None = None
    last_reach_source: str | None = None
    client_id: int = 0

    @property
    def first(self) -> DueItem:
        """What is to be done first."""
        return self.items[0]


@dataclass(frozen=True, slots=True)
class QuietDay:
    """A day on which nothing is due: how many clients there are, were asked about, and so on."""

    clients: int
    chosen: int
    next_item: DueItem | None
    resting: int
    with_cadence: int
    all_archived: bool = False


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What to say on a day off, and on the first workday after some.

    Attributes:
        came_up: How many clients came up meanwhile; None while they last.
    """

    starts_on: date
    ends_on: date
    came_up: int | None


@dataclass(frozen=True, slots=True)
class Unread:
    """Sources that weren't read today: what they hold may not be in the list yet.

    Attributes:
        since: The day on which the first of them was read last; None where one never was.
    """

    names: tuple[str, ...]
    since: date | None


@dataclass(frozen=True, slots=True)
class DueView:
    """Today's list.

    Attributes:
        rows: One a client, in the order of work.
        items: The same items, one by one in the order of work.
        more: How many clients the limit left out.
        overdue: How many clients are overdue, those left out included.
        quiet: What to say of a day on which nothing is due; None on other days.
        days_off: What to say of our days off, on one of them and on the first workday after.
        dial_at: When to smile and dial today, ``10:00``; None on other days.
        left_out: Where nothing is listed, how many clients would be without the filters.
        command: What was typed, to see the rest by.
        to_fit: Whether to show no more than a terminal has room for.
        unread: Which sources weren't read today, if any.
        timer: What is wrong with the timer, if anything.
        letters: How many letters weren't sent, or not logged.
        outbox: How many lines wait in the outbox.
        whose: Whose clients these are.
        away_colleagues: Who isn't there today and has clients to contact, or was asked for.
        of_others: Where nothing is listed, how many clients of colleagues are to be contacted.
    """

    today: date
    rows: tuple[DueRow, ...]
    items: tuple[DueItem, ...]
    more: int
    overdue: int
    quiet: QuietDay | None
    days_off: DaysOff | None = None
    dial_at: str | None = None
    left_out: int = 0
    command: str = "pulse due"
    to_fit: bool = False
    unread: Unread | None = None
    timer: Trouble | None = None
    letters: int = 0
    outbox: int = 0
    whose: Whose = ANYBODY
    away_colleagues: Sequence[AwayColleague] = ()
    of_others: int = 0

    @property
    def has_something_due(self) -> bool:
        """Whether anything is to be done now; what is soon isn't."""
        return any(item.status in ACTIONABLE for row in self.rows for item in row.items)
