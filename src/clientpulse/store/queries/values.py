"""What all queries share: reading records, limits, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from clientpulse.cadence import channel
from clientpulse.cadence.channel import CHANNELS
from clientpulse.records.record import OfClient, Record, from_row, shape_of
from clientpulse.store.reader import Reader

R = TypeVar("R", bound=Record)
Owned = TypeVar("Owned", bound=OfClient)
K = TypeVar("K")
V = TypeVar("V")

VOICE = ",".join(f"'{one}'" for one in CHANNELS if one in channel.VOICE)
"""The voice channels as ``IN`` takes them, in the words of the partial index on them."""

LAST_ON = """(SELECT max(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND {of} AND t.occurred_on <= :today)"""
"""The day of a client's last touchpoint of a kind up to today, one seek in that kind's index."""

# SQLite takes 32,766 parameters in a statement, others fewer.
CHUNK = 500

# The greatest whole number that databases know; no row has a greater key.
GREATEST = 2**63 - 1


def select(record: type[R], *conditions: str) -> str:
    """Return the statement that reads records, but for their order.

    Args:
        *conditions: All of them hold; the table is ``x``, and ``c`` its client.
    """
    columns = ", ".join(f"{sql} AS {name}" for name, sql in shape_of(record).read_from.items())
    owner = "JOIN client c ON c.id = x.client_id" if issubclass(record, OfClient) else ""
    table = f"{record.TABLE} {record.ALIAS} {owner} {record.JOINS}"
    return f"SELECT {columns} FROM {table} WHERE {' AND '.join(conditions) or '1 = 1'}"


def read(
    reader: Reader,
    record: type[R],
    order: str,
    *conditions: str,
    **parameters: Any,
) -> list[R]:
    """Return records.

    Args:
        order: What follows ``ORDER BY``; a limit may come behind it.
        *conditions: All of them hold; the table is ``x``, and ``c`` its client. A parameter that
            has the name of a column, ``client_id`` above all, is a condition as well, unless it
            is None.
    """
    given = {name: value for name, value in parameters.items() if value is not None}
    equal = [
        f"{record.ALIAS}.{name} = :{name}" for name in given if name in shape_of(record).columns
    ]
    sql = f"{select(record, *conditions, *equal)} ORDER BY {order}"
    return [from_row(record, row) for row in reader.rows(sql, given)]


def read_of(
    reader: Reader,
    record: type[Owned],
    client_ids: Sequence[int],
    order: str,
    *conditions: str,
    **parameters: Any,
) -> dict[int, list[Owned]]:
    """Return the records of some clients, by client, a few hundred clients in one statement."""
    key = f"{record.ALIAS}.client_id"
    sql = f"{select(record, *conditions, f'{key} IN ({{ids}})')} ORDER BY {order}"
    rows = in_chunks(reader, sql, client_ids, parameters)
    found = (from_row(record, row) for row in rows)
    return grouped((one.client_id, one) for one in found)


def active(archived: bool) -> tuple[str, ...]:
    """Return the condition that leaves out what belongs to archived clients; none if wanted."""
    return () if archived else ("c.archived_on IS NULL",)


def read_one(reader: Reader, record: type[R], number: int) -> R | None:
    """Return the record with a number."""
    if abs(number) > GREATEST:
        return None
    found = read(reader, record, f"{record.ALIAS}.id", id=number)
    return found[0] if found else None


def day(value: Any) -> date | None:
    """Read a stored day: ISO text, or a date where the database has a type for it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Gather what belongs to one key, in the order in which it comes."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def counted(reader: Reader, sql: str, parameters: Mapping[str, Any] | None = None) -> int:
    """Return the number that a statement counts; nothing is counted where there is no store."""
    return sum(row[0] for row in reader.rows(sql, parameters))


def numbered(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Return the numbers that stand in rows of one column."""
    return [row[0] for row in rows]


def chunks(of: Sequence[K]) -> Iterator[Sequence[K]]:
    """Cut numbers or texts into pieces that every database takes in one statement."""
    for start in range(0, len(of), CHUNK):
        yield of[start : start + CHUNK]


def in_chunks(
    reader: Reader, sql: str, ids: Sequence[int], parameters: Mapping[str, Any] | None = None
) -> list[Sequence[Any]]:
    """Return all rows of a statement that holds ``{ids}``, asked for a few hundred numbers each."""
    found: list[Sequence[Any]] = []
    for chunk in chunks(ids):
        keys = ", ".join(str(int(key)) for key in chunk)
        found += reader.rows(sql.format(ids=keys), parameters)
    return found
