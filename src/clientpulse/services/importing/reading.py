"""From what a whole-store export says to the rows it becomes, every value checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

from clientpulse.errors import InputError
from clientpulse.records import Client, Named, Record
from clientpulse.records.fields import Spec
from clientpulse.records.lists import DEPENDENTS, OF_CLIENT
from clientpulse.records.record import shape_of
from clientpulse.services import text
from clientpulse.services.clients import preferences
from clientpulse.services.importing.nouns import CHECKS, FIELDS
from clientpulse.services.importing.values import (
    Row,
    day,
    moment,
    refuse_doubles,
    time_of_day,
    uid,
)
from clientpulse.transfer import StoreClient, StoreRecord

Read = Callable[[Any], Any]

# What is said again and again in a file is read once: a timezone is looked for among six hundred
# names, and a year has few days.
KINDS: Mapping[str, Read] = {
    "uid": uid,
    "link": uid,
    "key": text.key,
    "day": lru_cache(maxsize=10_000)(day),
    "time": lru_cache(maxsize=2_000)(time_of_day),
    "moment": lru_cache(maxsize=1_000)(moment),
    "birthday": text.birthday,
    "meeting_interval": partial(text.interval, what="meeting"),
    "update_interval": text.update_interval,
    "rule_interval": lambda value: text.interval(value, "rule's") or "none",
    "timezone": lru_cache(maxsize=1_000)(preferences.timezone),
    "hours": preferences.hours,
    "language": preferences.language,
}
"""How a value is read, by its kind."""

LABELLED: Mapping[str, Callable[..., Any]] = {
    **dict.fromkeys(("line", "reach"), text.note),
    **dict.fromkeys(("name", "word"), text.name),
    "sentence": text.sentence,
}
"""The same where a message says what the text is."""


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
    plan = _plan(record)
    row: Row = {}
    for key, attribute, read in plan.fields:
        if key in values:
            value = values[key]
            row[attribute] = value if value is None or read is None else read(value)
    for key, attribute, read_own in plan.own:
        row[attribute] = read_own(values[key], values)
    if record in CHECKS:
        CHECKS[record](row)
    return row


def unique_columns(record: type[Record]) -> tuple[str, ...]:
    """Return the columns of which two rows of one owner never share a value."""
    return ("uid",) * issubclass(record, Named) + (record.UNIQUE,) * bool(record.UNIQUE)


def _each(record: type[Record], found: Iterable[StoreRecord]) -> list[Row]:
    rows = []
    for index, one in enumerate(found):
        try:
            rows.append(row_of(record, one))
        except InputError as error:
            where = f"{record.LIST}[{index}]"
            raise InputError(f"{where}: {error.message}", error.hint) from None
    return rows


class _Plan(NamedTuple):
    """How to read a record: key, attribute, and what reads the value; None takes it as it is."""

    fields: list[tuple[str, str, Read | None]]
    own: list[tuple[str, str, Callable[[Any, StoreRecord], Any]]]


_PLANS: dict[type[Record], _Plan] = {}


def _plan(record: type[Record]) -> _Plan:
    if record in _PLANS:
        return _PLANS[record]
    plan = _PLANS[record] = _Plan([], [])
    shape = shape_of(record)
    for key, name in shape.exported.items():
        if (record, name) in FIELDS:
            plan.own.append((key, name, FIELDS[record, name]))
        else:
            plan.fields.append((key, name, _reader(shape.specs[name])))
    return plan


def _reader(spec: Spec) -> Read | None:
    if spec.kind == "text":
        return partial(text.needed if spec.needed else text.note, what=spec.label)
    if spec.kind in LABELLED:
        return partial(LABELLED[spec.kind], what=spec.label, limit=spec.limit)
    return KINDS.get(spec.kind)
