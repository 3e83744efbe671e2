"""What another store knows of its mailboxes, calendars and address books, taken over.

So a sync doesn't bring a second time what came along with the clients. What only the store has
stays, and what is stored already isn't changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clientpulse.errors import InputError
from clientpulse.records import Contact, Forgotten, ImportSalt, Meeting, Record, Touchpoint
from clientpulse.records.lists import OF_SOURCES
from clientpulse.records.record import shape_of
from clientpulse.records.sources import source_key
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.rows import add_rows
from clientpulse.services.importing.values import Row, day, time_of_day
from clientpulse.store import queries
from clientpulse.transfer.records import StoreRecord, StoreSources

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

Numbers = Mapping[str, Mapping[str, int]]
"""By table, the numbers of rows by their uids."""

_IDENTITY: Mapping[str, tuple[str, ...]] = {
    "exchanges": ("message", "address"),
    "events": ("source", "event", "recurrence", "client_id"),
    "cards": ("source", "card"),
    "forgotten": ("kind", "mark"),
}
"""By list, the columns that no two rows share."""

_LINKED: Mapping[str, type[Record]] = {
    "touchpoint": Touchpoint,
    "meeting": Meeting,
    "contact": Contact,
}


def take_over(
    unit: UnitOfWork, sources: StoreSources, client_ids: Mapping[str, int], outcome: Outcome
) -> None:
    """Take over what isn't stored yet; of what isn't here, a refused client's, nothing.

    Args:
        client_ids: The numbers of the clients that came along, by their uids.
    """
    numbers = {"client": client_ids, **_numbers(unit, sources)}
    for name, record in OF_SOURCES.items():
        listed: Sequence[StoreRecord] = getattr(sources, name)
        if record is Forgotten and listed and not _same_salt(unit, sources.salt):
            outcome.say(None, "what was deleted there is left out: this store marks it otherwise")
            continue
        add_rows(unit, record, _new_rows(unit, name, record, listed, numbers, outcome))


def _same_salt(unit: UnitOfWork, salt: str | None) -> bool:
    own = queries.imports.salt(unit.reader)
    if own is None and salt is not None:
        unit.insert(ImportSalt(salt=salt))
        return True
    return own == salt


def _numbers(unit: UnitOfWork, sources: StoreSources) -> Numbers:
    found: dict[str, dict[str, int]] = {}
    rows = [*sources.exchanges, *sources.events, *sources.cards]
    for name, record in _LINKED.items():
        uids = sorted({one[name] for one in rows if one.get(name)})
        stored = queries.export.by_uid(unit.reader, record, uids)
        found[name] = {uid: row["id"] for uid, row in stored.items()}
    return found


def _new_rows(
    unit: UnitOfWork,
    name: str,
    record: type[Record],
    listed: Sequence[StoreRecord],
    numbers: Numbers,
    outcome: Outcome,
) -> list[Row]:
    identity = _IDENTITY[name]
    there = {
        tuple(row[column] for column in identity)
        for row in (queries.export.everything(unit.reader, record) if listed else ())
    }
    rows = []
    for place, one in enumerate(listed):
        try:
            row = _row(record, one, numbers)
        except InputError as error:
            outcome.refuse(None, f"sources.{name}[{place}]: {error.message}")
            continue
        key = tuple(row[column] for column in identity) if row else ()
        if row and key not in there:
            there.add(key)
            rows.append(row)
    return rows


def _row(record: type[Record], values: StoreRecord, numbers: Numbers) -> Row | None:
    """Read a row; None of one that refers to something that isn't here."""
    row: Row = {}
    for column in shape_of(record).columns:
        key = source_key(column)
        if column == "id":
            continue
        value: Any = values[key]
        if column.endswith("_id") and value is not None:
            value = numbers[key].get(value)
            if value is None:
                return None
        elif column.endswith("_on") and value is not None:
            value = day(value)
        elif column.endswith("_time") and value is not None:
            value = time_of_day(value)
        row[column] = value
    return row
