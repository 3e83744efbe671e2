"""What was read of mailboxes, calendars and address books."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from clientpulse.records import (
    AddressCard,
    DiaryEntry,
    Forgotten,
    Meeting,
    SourceState,
    Touchpoint,
)
from clientpulse.records.record import Record, from_row, shape_of
from clientpulse.records.sources import source_key
from clientpulse.store.queries.dependents import ids_of
from clientpulse.store.queries.values import CHUNK, day, in_chunks, read, select
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
    found = {one.id: one for one in entries(reader, client_id=client_id)}
    for linked in (Meeting, Touchpoint):
        numbers = ids_of(reader, linked, "client", client_id)
        sql = select(DiaryEntry, f"x.{linked.TABLE}_id IN ({{ids}})")
        for row in in_chunks(reader, sql, numbers):
            one = from_row(DiaryEntry, row)
            found[one.id] = one
    return [found[number] for number in sorted(found)]


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
    sql = ", ".join(f"x.{name}" for name in columns)
    rows = reader.stream(f"SELECT {sql} FROM {of_sources.TABLE} x ORDER BY x.id")
    while some := list(islice(rows, CHUNK)):
        values = [dict(zip(columns, row, strict=True)) for row in some]
        for column in columns:
            if column.endswith("_id"):
                _name(reader, column, values)
        for one in values:
            yield {
                source_key(name): bool(value) if name in flags else value
                for name, value in one.items()
            }


def _name(reader: Reader, column: str, values: Sequence[dict[str, Any]]) -> None:
    """Put the uid of what rows refer to in the place of its number."""
    sql = f"SELECT o.id, o.uid FROM {column.removesuffix('_id')} o WHERE o.id IN ({{ids}})"
    numbers = sorted({one[column] for one in values} - {None})
    uids = {row[0]: row[1] for row in in_chunks(reader, sql, numbers)}
    for one in values:
        one[column] = uids.get(one[column])
