"""What a whole-store export says: what belongs to no client, then client after client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from clientpulse.records import Record, Touchpoint
from clientpulse.records.lists import OF_CLIENT, OF_SOURCES, PARTS, SHARED, listed
from clientpulse.records.record import exported, shape_of
from clientpulse.store import queries
from clientpulse.store.reader import Reader

Values = dict[str, Any]


@dataclass(slots=True)
class Exported:
    """How much was written."""

    clients: int = 0
    touchpoints: int = 0
    contacts: int = 0


def document(reader: Reader, today: date, count: Exported) -> Mapping[str, Any]:
    """Return an export by key; what stands in its lists is read while they are gone through."""
    filled = queries.export.filled(reader, {*SHARED, *OF_CLIENT})
    shared = {record.LIST: _rows(reader, record, None, filled) for record in SHARED}
    clients = _clients(reader, filled, count)
    salt = queries.imports.salt(reader)
    marks = {"salt": salt, "marks": queries.imports.exported(reader)}
    remembered = {} if salt is None else {"imports": marks}
    return {
        "today": today.isoformat(),
        **shared,
        "clients": clients,
        **remembered,
        **_sources(reader, salt),
    }


def _sources(reader: Reader, salt: str | None) -> Mapping[str, Any]:
    """Return what is known of sources; how far each was read holds on this machine alone."""
    if not queries.export.filled(reader, OF_SOURCES.values()):
        return {}
    lists = {name: queries.sources.exported(reader, one) for name, one in OF_SOURCES.items()}
    return {"sources": {"salt": salt, **lists}}


def _clients(reader: Reader, filled: frozenset[type[Record]], count: Exported) -> Iterator[Values]:
    for client in queries.clients.everyone(reader):
        count.clients += 1
        lists = {record.LIST: _rows(reader, record, client.id, filled) for record in OF_CLIENT}
        touchpoints = _counted(lists[Touchpoint.LIST], count)
        yield exported(client) | lists | {Touchpoint.LIST: touchpoints}


def _counted(touchpoints: Iterable[Values], count: Exported) -> Iterator[Values]:
    for touchpoint in touchpoints:
        count.touchpoints += 1
        yield touchpoint


def _rows(
    reader: Reader,
    record: type[Record],
    client_id: int | None,
    filled: frozenset[type[Record]],
) -> Iterable[Values]:
    # Most stores leave most of it empty, and ten questions for each of 10,000 clients add up.
    if record not in filled:
        return ()
    rows = queries.export.exported(reader, record, client_id)
    if client_id is None or record not in PARTS:
        return rows
    return _with_parts(reader, record, client_id, rows)


def _with_parts(
    reader: Reader, record: type[Record], client_id: int, rows: Iterable[Values]
) -> Iterator[Values]:
    shape = shape_of(record)
    (key,) = (key for key, name in shape.exported.items() if name in shape.of_kind("listed"))
    parts = queries.export.parts(reader, record, client_id)
    for row in rows:
        yield row | {key: listed(record, parts.get(row["uid"], ()))}
