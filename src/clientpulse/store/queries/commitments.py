"""Promises and asks."""

from __future__ import annotations

from clientpulse.records import Commitment
from clientpulse.store.queries.values import active, read
from clientpulse.store.reader import Reader


def select(
    reader: Reader,
    *,
    client_id: int | None = None,
    owed_by: str | None = None,
    only_open: bool = True,
    archived: bool = True,
) -> list[Commitment]:
    """Return promises and asks, those with a day first, by their day."""
    conditions = ("x.done_on IS NULL", "x.dropped_on IS NULL") if only_open else ()
    order = "x.due_on IS NULL, x.due_on, x.id"
    shown = (*conditions, *active(archived))
    return read(reader, Commitment, order, *shown, client_id=client_id, owed_by=owed_by)
