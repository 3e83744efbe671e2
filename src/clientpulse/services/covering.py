"""The points of an agenda and the meeting that covers them.

The tables of the relationship layer are only loaded where there is such a point.
"""

from __future__ import annotations

from datetime import date

from clientpulse.store.writer import UnitOfWork

TO_COVER = """
SELECT a.id FROM agenda_point a
 WHERE a.client_id = :client_id AND a.covered_on IS NULL AND a.added_on <= :day
"""

# A second meeting of that day covers them still.
TO_OPEN = """
SELECT a.id FROM agenda_point a
 WHERE a.client_id = :client_id AND a.covered_on = :day
   AND NOT EXISTS (SELECT 1 FROM touchpoint t
                    WHERE t.client_id = a.client_id AND t.channel = 'meeting'
                      AND t.occurred_on = a.covered_on)
"""


def cover(unit: UnitOfWork, client_id: int, held_on: date) -> None:
    """Close the points for the next meeting that were there when it was held.

    Args:
        unit: Writes; the meeting is logged in it.
        client_id: Whose meeting it was.
        held_on: When.
    """
    _set(unit, TO_COVER, client_id, held_on, held_on)


def uncover(unit: UnitOfWork, client_id: int, held_on: date) -> None:
    """Open the points again that a meeting covered, now that there was none on that day.

    Args:
        unit: Writes; the meeting is gone in it, or on another day.
        client_id: Whose meeting it was.
        held_on: When it was thought to be.
    """
    _set(unit, TO_OPEN, client_id, held_on, None)


def _set(unit: UnitOfWork, sql: str, client_id: int, day: date, covered_on: date | None) -> None:
    rows = unit.reader.rows(sql, {"client_id": client_id, "day": day.isoformat()})
    if not rows:
        return
    from clientpulse.store.tables.agenda import AgendaPoint

    unit.update(AgendaPoint, [row[0] for row in rows], covered_on=covered_on)
