"""A store in which every field of every record holds text that breaks programs.

The rows follow from how the records are declared, and from the tables' own references; a record
that is declared later gets its rows too.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from clientpulse import records
from clientpulse.cadence.rule_book import RULE_BOOK
from clientpulse.errors import InputError
from clientpulse.records import sources
from clientpulse.records.fields import Spec
from clientpulse.records.lists import EVERY
from clientpulse.records.record import Record, shape_of
from clientpulse.services import text as texts_of_services
from clientpulse.store.database import Store
from tests.conftest import TODAY
from tests.hostile import generated, naughty

KINDS = {"text", "lines", "name", "line", "word", "sentence", "reach"}
"""The kinds of fields that hold what somebody typed."""

FORMS = {
    "time": "10:00",
    "birthday": "--11-24",
    "meeting_interval": "1m",
    "update_interval": "10d",
    "checkin_interval": "1w",
    "rule_interval": "1m",
    "timezone": "Europe/Rome",
    "hours": "mon-fri 09:00-17:00",
    "flag": 0,
    "moment": "2026-11-20T10:00:00+00:00",
}
"""What a field of another kind holds."""

DAYS = [date.fromisoformat(TODAY) + timedelta(days=days) for days in (-200, -40, -1, 0, 9)]
LANGUAGES = ("en", "de", "it", None)

RECORDS = EVERY


def text_fields(record: type[Record]) -> dict[str, Spec]:
    """Return the fields of a record that hold typed text."""
    return {name: spec for name, spec in shape_of(record).specs.items() if spec.kind in KINDS}


def read_fields(record: type[Record]) -> list[str]:
    """Return the fields of a record that hold what was read of a source, which nobody typed."""
    if record.__module__ != sources.__name__:
        return []
    hidden = [name for name, spec in shape_of(record).specs.items() if spec.kind == "hidden"]
    return [name for name in hidden if name != "id" and not name.endswith("_id")]


@dataclass(frozen=True)
class Filled:
    """A store, and the typed texts of its rows.

    Attributes:
        path: The store.
        typed: By uid, or by table and number where a row has none, the record and its texts.
        keys: The clients' keys.
    """

    path: Path
    typed: dict[Any, tuple[type[Record], dict[str, str]]]
    keys: list[str]


def accepted(texts: Iterator[str], record: type[Record], field: str) -> str:
    """Return the next text that a field takes."""
    limit = shape_of(record).specs[field].limit
    for one in texts:
        text = one[: limit - 10]
        try:
            if texts_of_services.checked(record, {field: text})[field]:
                return text
        except InputError:
            continue
    raise AssertionError(f"nothing to fill {record.__name__}.{field} with")


def fill(
    path: Path,
    clients: int,
    *,
    foreign_keys: bool = False,
    start: int = 0,
    texts: Iterator[str] | None = None,
) -> Filled:
    """Fill a new store.

    Args:
        path: The store.
        clients: How many clients; each has a row in every table.
        foreign_keys: Let keys be hostile too, as only another program can write them.
        start: With which text to begin.
        texts: What to fill it with instead, without end.
    """
    with Store(path).unit_of_work("fill") as unit:
        unit.describe("")
    everything = [*naughty(), *generated(1000)]
    hostile = (everything[at % len(everything)] for at in range(start, start + 10**9))
    turning = hostile if texts is None else texts
    typed: dict[Any, tuple[type[Record], dict[str, str]]] = {}
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        references = {
            one.TABLE: {
                row[3]: row[2]
                for row in connection.execute(f"PRAGMA foreign_key_list({one.TABLE})")
            }
            for one in RECORDS
        }
        ordered: list[type[Record]] = []
        while len(ordered) < len(RECORDS):
            there = {one.TABLE for one in ordered}
            ordered += [
                one
                for one in RECORDS
                if one not in ordered and set(references[one.TABLE].values()) <= there
            ]
        for number in range(1, clients + 1):
            for record in ordered:
                held = {one: accepted(turning, record, one) for one in text_fields(record)}
                if record.UNIQUE in held or record is records.Client:
                    # What names are told apart by.
                    held["name"] = f"{number}{held['name']}"
                values = {
                    **{
                        name: _value(name, spec, number)
                        for name, spec in shape_of(record).specs.items()
                        if not spec.sql
                    },
                    **dict.fromkeys(references[record.TABLE], number),
                    **{
                        one: f"{number}{accepted(turning, records.Client, 'name')}"
                        for one in read_fields(record)
                    },
                    **held,
                    "id": number,
                }
                for name in shape_of(record).of_kind("key"):
                    key = next(turning) if foreign_keys else ""
                    values[name] = f"c{number}{key}"[:40]
                _insert(connection, record, values, number)
                typed[values.get("uid") or (record.TABLE, number)] = record, held
        keys = [row[0] for row in connection.execute("SELECT key FROM client ORDER BY id")]
    return Filled(path, typed, keys)


def _value(name: str, spec: Spec, number: int) -> Any:
    at = number + len(name)
    if spec.kind == "day":
        return str(DAYS[number % len(DAYS)])
    if spec.kind == "one_of":
        return spec.options[at % len(spec.options)]
    if spec.kind in {"whole", "number"} and spec.bounds:
        least, most = spec.bounds
        return least + at % (most - least + 1)
    if spec.kind == "uid":
        return str(uuid.uuid4())
    if spec.kind == "rule":
        return RULE_BOOK[at % len(RULE_BOOK)].name
    if spec.kind == "language":
        return LANGUAGES[at % len(LANGUAGES)]
    return FORMS.get(spec.kind)


def _insert(
    connection: sqlite3.Connection, record: type[Record], values: dict[str, Any], number: int
) -> None:
    """Insert a row with one of its optional days, or as many of its values as the table allows."""
    specs = shape_of(record).specs
    days = [name for name, spec in specs.items() if spec.kind == "day" and not spec.needed]
    optional = [name for name in days if specs[name].shown is not None]
    links = [name for name, spec in specs.items() if spec.kind == "link" and not spec.needed]
    flags = {
        name: 1
        for name, spec in specs.items()
        if spec.kind == "hidden"
        and name != "id"
        and not name.endswith("_id")
        and values[name] is None
    }
    kept = optional[number % (len(optional) + 1) :][:1]
    alone = {**values, **dict.fromkeys(set(days) - set(kept))}
    bare = {**values, **dict.fromkeys(days)}
    tries = [
        {**days, **linked, **flag}
        for days in (alone, bare)
        for linked in ({}, dict.fromkeys(links))
        for flag in (dict.fromkeys(flags, 0), flags, dict.fromkeys(flags, number))
    ]
    for turn, row in enumerate(tries):
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        try:
            connection.execute(
                f"INSERT INTO {record.TABLE} ({columns}) VALUES ({marks})", list(row.values())
            )
        except sqlite3.IntegrityError:
            if turn == len(tries) - 1:
                raise
        else:
            return
