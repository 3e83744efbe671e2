"""The people at clients."""

from __future__ import annotations

from clientpulse.records import Contact
from clientpulse.store.queries.values import active, read
from clientpulse.store.reader import Reader


def select(reader: Reader, client_id: int | None = None, *, archived: bool = True) -> list[Contact]:
    """Return the people of one client or of all, the primary one of each first."""
    order = "x.client_id, x.is_primary DESC, x.id"
    return read(reader, Contact, order, *active(archived), client_id=client_id)
