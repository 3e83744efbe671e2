"""Everything about one client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.views.local_time import LocalTime
from clientpulse.views.report import ReportRow
from clientpulse.views.stored import ClientView, ContactView, MeetingView, TouchpointView


@dataclass(frozen=True, slots=True)
class ShowView:
    """Everything about one client.

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
