"""What was read of mailboxes, calendars and address books."""

from __future__ import annotations

from clientpulse.records import Forgotten, SourceState
from clientpulse.store.queries.values import read
from clientpulse.store.reader import Reader


def forgotten(reader: Reader) -> list[Forgotten]:
    """Return all marks of what must not come back."""
    return read(reader, Forgotten, "x.id")


def states(reader: Reader, source: str) -> list[SourceState]:
    """Return how far the parts of a source were read."""
    return read(reader, SourceState, "x.id", source=source)
