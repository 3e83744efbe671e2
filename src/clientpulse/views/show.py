"""Everything about one client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.records import Client, Contact, Meeting, Touchpoint
from clientpulse.views.local_time import LocalTime
from clientpulse.views.report import ReportRow


@dataclass(frozen=True, slots=True)
class ShowView:
    """Everything about one client.

    Attributes:
        off_for_all: The rules that are off in the config, and aren't on for this client.
        me: Who looks at it: what others wrote says so.
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
    off_for_all: tuple[str, ...] = ()
    me: str | None = None
