"""Pieces of work."""

from __future__ import annotations

from clientpulse.records import Project
from clientpulse.store.queries.values import active, read
from clientpulse.store.reader import Reader


def select(reader: Reader, *, client_id: int | None = None, archived: bool = True) -> list[Project]:
    """Return pieces of work, the running ones first."""
    order = "x.finished_on IS NOT NULL, x.finished_on DESC, x.started_on DESC, x.id DESC"
    return read(reader, Project, order, *active(archived), client_id=client_id)
