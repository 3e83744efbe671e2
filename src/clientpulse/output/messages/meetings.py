"""What is said of a booked meeting."""

from __future__ import annotations

from clientpulse.dates import long_date
from clientpulse.records import Meeting


def still_logged(view: Meeting) -> str:
    """Say of a meeting that is gone from the diary that what was logged of it stays."""
    number = view.touchpoint_id
    return f"What was logged of it stays. To delete that: pulse touchpoint delete {number}"


def meeting(view: Meeting) -> str:
    """Name a meeting in the diary in a line, with its resolved day."""
    time = f" {view.planned_time}" if view.planned_time else ""
    place = f", {view.place}" if view.place else ""
    day = long_date(view.planned_on)
    return f"meeting with {view.client}, {day}{time}{place} (number {view.id})"
