"""What clients said of our work."""

from __future__ import annotations

from clientpulse.records import Feedback
from clientpulse.store.queries.values import read
from clientpulse.store.reader import Reader


def select(reader: Reader, *, client_id: int | None = None) -> list[Feedback]:
    """Return what clients said of our work, the newest first."""
    return read(reader, Feedback, "x.given_on DESC, x.id DESC", client_id=client_id)
