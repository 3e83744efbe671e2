"""The whole portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.adherence import Kept
from clientpulse.cadence.order import Place
from clientpulse.cadence.policy import Cadence
from clientpulse.views.health import HealthView
from clientpulse.views.whose import ANYBODY, Whose

CLIENT_STATUSES = ("today", "overdue", "due", "soon", "on_track", "snoozed", "paused", "no_cadence")
"""In the order in which they are counted."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One client in the report; its fields are those of the JSON item.

    Attributes:
        client_id: The number of the client in the store.
        place: Where the first item, which the status is of, stands in the order of work.
        touchpoints_by_week: Twelve counts, oldest first; the last span of 7 days ends today.
        rules_off: The rules that are off for this client alone.
    """

    client_id: int
    client: str
    key: str
    status: str
    cadence: Cadence
    last_meeting_on: date | None
    next_meeting_on: date | None
    last_reach_on: date | None
    last_channel: str | None
    place: Place | None
    next_rule: str | None
    next_due_on: date | None
    days_overdue: int
    kept: Kept
    touchpoints_by_week: tuple[int, ...]
    tags: tuple[str, ...]
    owner: str | None
    started_on: date
    snoozed_until: date | None
    paused_until: date | None
    health: HealthView | None = None
    rules_off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """The clients that were asked for, and how many there are at all.

    Attributes:
        off_for_all: The rules that are off in the config.
        whose: Whose clients these are.
    """

    today: date
    items: tuple[ReportRow, ...]
    clients: int
    off_for_all: tuple[str, ...] = ()
    all_archived: bool = False
    whose: Whose = ANYBODY
