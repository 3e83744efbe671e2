"""From what a whole-store export says to the rows it becomes, every value checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from clientpulse.errors import InputError
from clientpulse.records import Client, Record
from clientpulse.records.fields import Spec
from clientpulse.records.lists import DEPENDENTS, OF_CLIENT, SHARED
from clientpulse.records.record import shape_of
from clientpulse.services import text
from clientpulse.services.clients import preferences
from clientpulse.services.importing.nouns import CHECKS, FIELDS
from clientpulse.services.importing.rows import mark_of
from clientpulse.services.importing.values import (
    Row,
    day,
    moment,
    refuse_doubles,
    time_of_day,
    uid,
)
from clientpulse.transfer.records import StoreClient, StoreRecord

Read = Callable[[Any], Any]

# What is said again and again in a file is read once: a timezone is looked for among six hundred
# names, and a year has few days.
KINDS: Mapping[str, Read] = {
    "uid": uid,
    "link": uid,
    "day": lru_cache(maxsize=10_000)(day),
    "time": lru_cache(maxsize=2_000)(time_of_day),
    "moment": lru_cache(maxsize=1_000)(moment),
    "meeting_interval": partial(text.interval, what="meeting"),
    "checkin_interval": partial(text.interval, what="check-in"),
    "update_interval": text.update_interval,
    "rule_interval": lambda value: text.interval(value, "rule's") or "none",
    "timezone": lru_cache(maxsize=1_000)(preferences.timezone),
}
"""How a value is read, by its kind, where it isn't what somebody types."""


@dataclass(frozen=True, slots=True)
class CheckedClient:
    """A client and what belongs to it, as rows by column but for their keys in the store.

    Attributes:
        rows: What belongs to it, as far as there is any. Several values, such as the answers of a
            check-up, stand under the name of their attribute.
    """

    row: Row
    tags: list[str]
    rows: Mapping[type[Record], list[Row]]


def check(client: StoreClient) -> CheckedClient:
    """Check everything about a client."""
    row = row_of(Client, client)
    tags = row.pop("tags")
    rows = {one: _each(one, client[one.LIST]) for one in OF_CLIENT if client[one.LIST]}
    for record, found in rows.items():
        for column in unique_columns(record):
            refuse_doubles(found, column, record.LIST if record in DEPENDENTS else "")
    return CheckedClient(row, tags, rows)


def row_of(record: type[Record], values: StoreRecord) -> Row:
    """Read a record of an export."""
    row: Row = {}
    for key, attribute, read in _PLANS[record]:
        if key in values:
            value = values[key]
            row[attribute] = value if value is None or read is None else read(value)
    if record in CHECKS:
        CHECKS[record](row)
    return row


def unique_columns(record: type[Record]) -> tuple[str, ...]:
    """Return the columns of which two rows of one owner never share a value."""
    return tuple(dict.fromkeys(filter(None, (mark_of(record), record.UNIQUE))))


def _each(record: type[Record], found: Iterable[StoreRecord]) -> list[Row]:
    rows = []
    for index, one in enumerate(found):
        try:
            rows.append(row_of(record, one))
        except InputError as error:
            where = f"{record.LIST}[{index}]"
            raise InputError(f"{where}: {error.message}", error.hint) from None
    return rows


def _reader(spec: Spec) -> Read | None:
    if spec.kind in KINDS or not spec.label:
        return KINDS.get(spec.kind)
    return partial(text.checked_value, spec, label=spec.label)


_EXPORTED: Sequence[type[Record]] = (Client, *OF_CLIENT, *SHARED)

_PLANS: Mapping[type[Record], Sequence[tuple[str, str, Read | None]]] = {
    record: [
        (key, name, FIELDS.get((record, name)) or _reader(shape_of(record).specs[name]))
        for key, name in shape_of(record).exported.items()
    ]
    for record in _EXPORTED
}
"""How to read a record: key, attribute, and what reads a value; None takes it as it is."""
