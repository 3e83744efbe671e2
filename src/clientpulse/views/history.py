"""What happened, one client whole, and what was written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.views.local_time import LocalTime
from clientpulse.views.report import ReportRow
from clientpulse.views.stored import ClientView, ContactView, MeetingView, TouchpointView


@dataclass(frozen=True, slots=True)
class ShowView:
    """One client whole.

    Attributes:
        local: What time it is there; None where their timezone isn't known.
    """

    today: date
    client: ClientView
    row: ReportRow
    contacts: tuple[ContactView, ...]
    meetings: tuple[MeetingView, ...]
    touchpoints: tuple[TouchpointView, ...]
    touchpoints_in_all: int
    due: tuple[DueItem, ...]
    local: LocalTime | None = None


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Touchpoints, newest first.

    Attributes:
        more: Whether the limit left some out.
        client: The name of the only client they are of, or None.
        since: The first day that was asked for.
        until: The last day that was asked for.
    """

    today: date
    touchpoints: tuple[TouchpointView, ...]
    more: bool
    client: str | None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LoggedView:
    """What was written down, and what follows from it.

    Attributes:
        touchpoint: As stored.
        held: The booked meeting that it closed.
        booked: The next meeting that was booked in the same breath.
        next_items: What is due next for the client, in the order of its dates.
    """

    today: date
    touchpoint: TouchpointView
    held: MeetingView | None
    booked: MeetingView | None
    next_items: tuple[DueItem, ...]
