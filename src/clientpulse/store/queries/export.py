"""Reading the store whole: what an export writes, and what an import compares with.

Everything comes in the order in which it was stored, so that an export of an import of an export
is the same export.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from clientpulse.records.lists import PARTS
from clientpulse.records.record import Record, shape_of
from clientpulse.store.queries.values import chunks, grouped, in_chunks
from clientpulse.store.reader import Reader, Row


def filled(reader: Reader, records: Iterable[type[Record]]) -> frozenset[type[Record]]:
    """Return those that have any row."""
    return frozenset(one for one in records if reader.rows(f"SELECT 1 FROM {one.TABLE} LIMIT 1"))


def exported(
    reader: Reader, record: type[Record], client_id: int | None
) -> Iterator[dict[str, Any]]:
    """Give what an export says of rows, by its keys.

    What a row refers to is named by its uid. Values that have rows of their own aren't there; see
    ``parts``.

    Args:
        client_id: Whose rows; None for those that belong to no client.
    """
    shape = shape_of(record)
    sources = {
        key: _uid_of(shape.specs[name].refers_to, name)
        for key, name in shape.exported.items()
        if name in shape.columns
    }
    flags = [key for key, name in shape.exported.items() if shape.specs[name].kind == "flag"]
    several = [key for key, name in shape.exported.items() if shape.specs[name].kind == "lines"]
    for row in _select(reader, record, sources.values(), client_id):
        values = dict(zip(sources, row, strict=True))
        for key in several:
            values[key] = values[key].split("\n") if values[key] else []
        for key in flags:
            values[key] = bool(values[key])
        yield values


def of_owner(
    reader: Reader, record: type[Record], client_id: int | None
) -> Iterator[dict[str, Any]]:
    """Give the rows of a client by column; of None those that belong to no client."""
    columns = shape_of(record).columns
    for row in _select(reader, record, (f"x.{column}" for column in columns), client_id):
        yield dict(zip(columns, row, strict=True))


def everything(reader: Reader, record: type[Record]) -> Iterator[dict[str, Any]]:
    """Give all rows by column."""
    columns = shape_of(record).columns
    for row in reader.stream(f"SELECT {', '.join(columns)} FROM {record.TABLE} ORDER BY id"):
        yield dict(zip(columns, row, strict=True))


def by_uid(reader: Reader, record: type[Record], uids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the rows that have these uids, by column."""
    columns = shape_of(record).columns
    found: dict[str, dict[str, Any]] = {}
    for chunk in chunks(uids):
        wanted = {f"uid{index}": uid for index, uid in enumerate(chunk)}
        marks = ", ".join(f":{name}" for name in wanted)
        sql = f"SELECT {', '.join(columns)} FROM {record.TABLE} WHERE uid IN ({marks})"
        for row in reader.rows(sql, wanted):
            one = dict(zip(columns, row, strict=True))
            found[one["uid"]] = one
    return found


def parts(reader: Reader, record: type[Record], client_id: int) -> dict[str, list[Row]]:
    """Return the values of a client's rows that have rows of their own, by the owning row's uid."""
    part = PARTS[record]
    columns = ", ".join(f"p.{column}" for column in shape_of(part).exported.values())
    sql = f"""
    SELECT x.uid, {columns} FROM {part.TABLE} p JOIN {record.TABLE} x ON x.id = p.{record.TABLE}_id
     WHERE x.client_id = :client_id ORDER BY p.id
    """
    rows = reader.stream(sql, {"client_id": client_id})
    return grouped((uid, values) for uid, *values in rows)


def parts_of(reader: Reader, record: type[Record], ids: Sequence[int]) -> dict[int, list[Row]]:
    """Return the same by the owning row's number; in front of the values stands their row's."""
    part = PARTS[record]
    columns = ", ".join(f"p.{column}" for column in ("id", *shape_of(part).exported.values()))
    owner = f"p.{record.TABLE}_id"
    sql = f"SELECT {owner}, {columns} FROM {part.TABLE} p WHERE {owner} IN ({{ids}}) ORDER BY p.id"
    return grouped((number, row) for number, *row in in_chunks(reader, sql, ids))


def touchpoint_contents(reader: Reader, client_id: int, before_id: int) -> Iterator[Row]:
    """Give what a CSV file says of each touchpoint of a client with a smaller number, by number.

    Yields:
        Day (ISO text), channel, direction, mood, minutes, note (as a file gives it back), time.
    """
    sql = """
    SELECT t.occurred_on, t.channel, t.direction, t.mood, t.minutes, t.occurred_time, t.note
      FROM touchpoint t
     WHERE t.client_id = :client_id AND t.reaching IN (0, 1) AND t.id < :before_id
     ORDER BY t.id
    """
    parameters = {"client_id": client_id, "before_id": before_id}
    for *values, at, note in reader.stream(sql, parameters):
        yield *values, note if note and note.strip() else None, at


def all_touchpoints(reader: Reader) -> Iterator[Row]:
    """Give every touchpoint by day: key, day, channel, direction, note, mood, minutes."""
    sql = """
    SELECT c.key, t.occurred_on, t.channel, t.direction, t.note, t.mood, t.minutes
      FROM touchpoint t JOIN client c ON c.id = t.client_id
     ORDER BY t.occurred_on, t.id
    """
    return reader.stream(sql)


def _uid_of(table: str, column: str) -> str:
    if not table:
        return f"x.{column}"
    return f"(SELECT r.uid FROM {table} r WHERE r.id = x.{column})"


def _select(
    reader: Reader, record: type[Record], sources: Iterable[str], client_id: int | None
) -> Iterator[Row]:
    where, parameters = "1 = 1", dict[str, Any]()
    if "client_id" in shape_of(record).columns:
        where = "x.client_id IS NULL" if client_id is None else "x.client_id = :client_id"
        parameters = {} if client_id is None else {"client_id": client_id}
    sql = f"SELECT {', '.join(sources)} FROM {record.TABLE} x WHERE {where} ORDER BY x.id"
    return reader.stream(sql, parameters)
