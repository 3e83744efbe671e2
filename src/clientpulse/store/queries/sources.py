"""What was read of mailboxes, calendars and address books."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from clientpulse.records import AddressCard, DiaryEntry, Forgotten, SourceState
from clientpulse.records.record import Record, shape_of
from clientpulse.records.sources import source_key
from clientpulse.store.queries.values import day, read
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


def cards_of_nobody(reader: Reader) -> list[AddressCard]:
    """Return the cards of whoever isn't known to be a person at a client."""
    return read(reader, AddressCard, "x.id", "x.contact_id IS NULL")


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


def kept(reader: Reader, source: str) -> tuple[int, date | None]:
    """Return how much is known of a source, and of what day the newest of it is."""
    found = reader.rows(
        """
        SELECT (SELECT count(*) FROM exchange x WHERE x.source = :source)
             + (SELECT count(*) FROM diary_entry x WHERE x.source = :source)
             + (SELECT count(*) FROM address_card x WHERE x.source = :source),
               (SELECT max(x.occurred_on) FROM exchange x WHERE x.source = :source),
               (SELECT max(x.planned_on) FROM diary_entry x WHERE x.source = :source)
        """,
        {"source": source},
    )
    if not found:
        return 0, None
    count, written_on, planned_on = found[0]
    return count, day(written_on or planned_on)


def news_at(reader: Reader, source: str) -> datetime | None:
    """Return when a source was last read further; None where the journal doesn't go back so far."""
    found = reader.rows(
        """
        SELECT max(e.ran_at) FROM journal_entry e
          JOIN journal_change j ON j.entry_id = e.id
          JOIN source_state s ON s.id BETWEEN j.first_id AND j.last_id
         WHERE j.table_name = 'source_state' AND e.undone_at IS NULL AND s.source = :source
        """,
        {"source": source},
    )
    return datetime.fromisoformat(str(found[0][0])) if found and found[0][0] else None


def exported(reader: Reader, of_sources: type[Record]) -> Iterator[dict[str, Any]]:
    """Give what an export says of an exchange, an event, a card or a mark, by its keys.

    What a row refers to is named by its uid.
    """
    shape = shape_of(of_sources)
    flags = set(shape.of_kind("flag"))
    columns = [name for name in shape.columns if name != "id"]
    sql = ", ".join(map(_exported, columns))
    for row in reader.stream(f"SELECT {sql} FROM {of_sources.TABLE} x ORDER BY x.id"):
        yield {
            source_key(name): bool(value) if name in flags else value
            for name, value in zip(columns, row, strict=True)
        }


def _exported(column: str) -> str:
    owner = column.removesuffix("_id")
    if owner == column:
        return f"x.{column}"
    return f"(SELECT o.uid FROM {owner} o WHERE o.id = x.{column})"
