"""The diary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clientpulse.records import Meeting
from clientpulse.store.queries.values import active, read
from clientpulse.store.reader import Reader


def select(
    reader: Reader,
    *,
    client_id: int | None = None,
    states: Sequence[str] = ("booked",),
    archived: bool = True,
    since: date | None = None,
    until: date | None = None,
) -> list[Meeting]:
    """Return meetings of the diary in order of date and time."""
    given = {f"state{index}": state for index, state in enumerate(states)}
    condition = f"x.state IN ({', '.join(f':{name}' for name in given)})"
    order = "x.planned_on, x.planned_time NULLS FIRST, x.id"
    ends = {"x.planned_on >= :since": since, "x.planned_on <= :until": until}
    within = {sql: day.isoformat() for sql, day in ends.items() if day is not None}
    given |= {sql.rpartition(":")[2]: day for sql, day in within.items()}
    shown = (condition, *active(archived), *within)
    return read(reader, Meeting, order, *shown, client_id=client_id, **given)
