"""Reading the diary; changing it is ``meetings``, which needs the writing half of the store."""

from __future__ import annotations

from datetime import date

from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.meetings import MeetingsView


def diary(
    reader: Reader, today: date, *, client_id: int | None = None, include_closed: bool = False
) -> MeetingsView:
    """List the booked meetings, those that were never logged included; or all there ever were."""
    states = ("booked", "held", "cancelled") if include_closed else ("booked",)
    return MeetingsView(
        today, tuple(queries.meetings.select(reader, client_id=client_id, states=states))
    )
