"""What happened, one client whole, and what was written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.records import Client, Contact, Meeting, Touchpoint
from clientpulse.views.local_time import LocalTime
from clientpulse.views.report import ReportRow


@dataclass(frozen=True, slots=True)
class ShowView:
    """One client whole.

    Attributes:
        local: What time it is there; None where their timezone isn't known.
    """

    today: date
    client: Client
    row: ReportRow
    contacts: tuple[Contact, ...]
    meetings: tuple[Meeting, ...]
    touchpoints: tuple[Touchpoint, ...]
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
    touchpoints: tuple[Touchpoint, ...]
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
    touchpoint: Touchpoint
    held: Meeting | None
    booked: Meeting | None
    next_items: tuple[DueItem, ...]
