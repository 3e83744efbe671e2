"""What was read of mailboxes, calendars and address books."""

from __future__ import annotations

from clientpulse.records import AddressCard, Forgotten, SourceState
from clientpulse.store.queries.values import read
from clientpulse.store.reader import Reader


def forgotten(reader: Reader) -> list[Forgotten]:
    """Return all marks of what must not come back."""
    return read(reader, Forgotten, "x.id")


def states(reader: Reader, source: str) -> list[SourceState]:
    """Return how far the parts of a source were read."""
    return read(reader, SourceState, "x.id", source=source)


def cards(reader: Reader) -> list[AddressCard]:
    """Return what is kept of the cards of all address books."""
    return read(reader, AddressCard, "x.id")


def correspondents(reader: Reader) -> list[str]:
    """Return the addresses of everybody with whom there was mail."""
    return [str(row[0]) for row in reader.rows("SELECT DISTINCT x.address FROM exchange x")]
