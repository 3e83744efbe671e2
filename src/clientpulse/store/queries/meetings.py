"""The diary."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.records import Meeting
from clientpulse.store.queries.values import active, read
from clientpulse.store.reader import Reader


def select(
    reader: Reader,
    *,
    client_id: int | None = None,
    states: Sequence[str] = ("booked",),
    archived: bool = True,
) -> list[Meeting]:
    """Return meetings of the diary in order of date and time."""
    given = {f"state{index}": state for index, state in enumerate(states)}
    condition = f"x.state IN ({', '.join(f':{name}' for name in given)})"
    order = "x.planned_on, x.planned_time NULLS FIRST, x.id"
    shown = (condition, *active(archived))
    return read(reader, Meeting, order, *shown, client_id=client_id, **given)
