"""Keeping the folded texts as what they are of: written, changed and taken back along with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from clientpulse import records
from clientpulse.comparing import searchable
from clientpulse.records import Record
from clientpulse.records.searched import NUMBERS, ROOM, written
from clientpulse.store.queries.values import chunks
from clientpulse.store.tables.constraints import METADATA
from clientpulse.store.tables.folded import FOLDED_TEXT


def add(connection: Connection, record: type[Record], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the folded texts of new rows."""
    if record.TABLE not in NUMBERS:
        return
    entries = folded_texts(record, rows)
    if entries:
        connection.execute(insert(FOLDED_TEXT), entries)


def folded_texts(record: type[Record], rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what is to be kept of rows; nothing of those in which nothing is written."""
    number, columns = NUMBERS[record.TABLE], written(record)
    found: list[dict[str, Any]] = []
    for row in rows:
        texts = [
            one if isinstance(one, str) else "\n".join(one) for one in map(row.get, columns) if one
        ]
        text = "\n".join(filter(None, map(searchable, texts)))
        if text:
            client_id = row["id"] if record is records.Client else row.get("client_id")
            found.append(
                {
                    "id": row["id"] * ROOM + number,
                    "client_id": client_id,
                    "day": row[record.DAY] if record.DAY else None,
                    "text": text,
                }
            )
    return found


def renew(
    connection: Connection, table: str, ids: Iterable[int], changed: Iterable[str] = ()
) -> None:
    """Write the folded texts of rows anew, after they were changed, deleted or brought back.

    Args:
        changed: The columns that were changed, where only some were.
    """
    if table not in NUMBERS:
        return
    record = records.of_table(table)
    columns = {"id", "client_id", record.DAY, *written(record)}
    if changed and columns.isdisjoint(changed):
        return
    stored = METADATA.tables[table].c
    wanted = [stored[name] for name in sorted(columns) if name in stored]
    for chunk in chunks(list(ids)):
        keys = [number * ROOM + NUMBERS[table] for number in chunk]
        connection.execute(delete(FOLDED_TEXT).where(FOLDED_TEXT.c.id.in_(keys)))
        rows = connection.execute(select(*wanted).where(stored.id.in_(chunk)))
        add(connection, record, [dict(row) for row in rows.mappings()])


def forget(connection: Connection, table: str, first: int, last: int) -> None:
    """Delete the folded texts of a range of rows that are gone."""
    if table in NUMBERS:
        keys = FOLDED_TEXT.c.id
        within = keys.between(first * ROOM, (last + 1) * ROOM)
        connection.execute(delete(FOLDED_TEXT).where(within, keys % ROOM == NUMBERS[table]))
