"""What was read of mailboxes, calendars and address books."""

from __future__ import annotations

from clientpulse.records import AddressCard, DiaryEntry, Forgotten, SourceState
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


def cards_of(reader: Reader, contact_id: int) -> list[AddressCard]:
    """Return the cards that are a person's."""
    return read(reader, AddressCard, "x.id", contact_id=contact_id)


def entries(
    reader: Reader,
    *,
    client_id: int | None = None,
    meeting_id: int | None = None,
    touchpoint_id: int | None = None,
) -> list[DiaryEntry]:
    """Return the events with a client, or those that became a meeting or a touchpoint."""
    return read(
        reader,
        DiaryEntry,
        "x.id",
        client_id=client_id,
        meeting_id=meeting_id,
        touchpoint_id=touchpoint_id,
    )


def entries_of_client(reader: Reader, client_id: int) -> list[DiaryEntry]:
    """Return the events with a client, and those that became anything of it."""
    anything = """x.client_id = :whose
        OR x.meeting_id IN (SELECT m.id FROM meeting m WHERE m.client_id = :whose)
        OR x.touchpoint_id IN (SELECT t.id FROM touchpoint t WHERE t.client_id = :whose)"""
    return read(reader, DiaryEntry, "x.id", f"({anything})", whose=client_id)
