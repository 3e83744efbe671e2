"""The points of an agenda and the meeting that closes them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.records import AgendaPoint
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def close_points(unit: UnitOfWork, client_id: int, held_on: date) -> None:
    """Close the points for the next meeting that were there when it was held.

    Args:
        unit: Writes; the meeting is logged in it.
        client_id: Whose meeting it was.
        held_on: When.
    """
    points = queries.agenda.to_close(unit.reader, client_id, held_on)
    if points:
        unit.update_all(AgendaPoint, points, covered_on=held_on)


def reopen_points(unit: UnitOfWork, client_id: int, held_on: date) -> None:
    """Open the points again that a meeting covered, now that there was none on that day.

    Args:
        unit: Writes; the meeting is gone in it, or on another day.
        client_id: Whose meeting it was.
        held_on: When it was thought to be.
    """
    points = queries.agenda.to_reopen(unit.reader, client_id, held_on)
    if points:
        unit.update_all(AgendaPoint, points, covered_on=None)
