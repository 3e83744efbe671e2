"""The diary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from clientpulse.store.reader import Reader, Row

if TYPE_CHECKING:
    from clientpulse.views.stored import (
        MeetingView,
    )
from clientpulse.store.queries.values import GREATEST, day

MEETING_COLUMNS = (
    "m.id, m.uid, m.client_id, c.name, c.key, m.planned_on, m.planned_time, m.place, m.agenda,"
    " m.state, m.touchpoint_id, m.created_at"
)


def meeting_row(row: Row) -> MeetingView:
    """Give a row of MEETING_COLUMNS its names and types."""
    from clientpulse.views.stored import MeetingView

    planned_on = day(row[5])
    if planned_on is None:
        raise ValueError("a meeting without a day")
    values = [*row[:5], planned_on, *row[6:11], str(row[11])]
    return MeetingView(*values)


def select(
    reader: Reader,
    *,
    client_id: int | None = None,
    states: Sequence[str] = ("booked",),
) -> Sequence[MeetingView]:
    """Return meetings of the diary in order of date and time."""
    marks = ", ".join(f":state{index}" for index in range(len(states)))
    conditions = [f"m.state IN ({marks})"]
    parameters: dict[str, Any] = {f"state{index}": state for index, state in enumerate(states)}
    if client_id is not None:
        conditions.append("m.client_id = :client_id")
        parameters["client_id"] = client_id
    sql = f"""
    SELECT {MEETING_COLUMNS} FROM meeting m JOIN client c ON c.id = m.client_id
     WHERE {" AND ".join(conditions)}
     ORDER BY m.planned_on, m.planned_time NULLS FIRST, m.id
    """
    return [meeting_row(row) for row in reader.rows(sql, parameters)]


def one(reader: Reader, meeting_id: int) -> MeetingView | None:
    """Return one meeting."""
    if abs(meeting_id) > GREATEST:
        return None
    sql = f"""
    SELECT {MEETING_COLUMNS} FROM meeting m JOIN client c ON c.id = m.client_id WHERE m.id = :id
    """
    rows = reader.rows(sql, {"id": meeting_id})
    return meeting_row(rows[0]) if rows else None
