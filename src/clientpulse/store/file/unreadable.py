"""Values that no release of ours would have stored and that can't be read back.

The columns' CHECKs can't tell 30 February from a day, and another program may have switched them
off. Where neither this module nor SQLite's own check finds anything, a store isn't called damaged:
then an error is a fault of the program.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from clientpulse.quoting import quoted
from clientpulse.records.lists import EVERY
from clientpulse.records.record import shape_of

SHOWN_VALUES = 3


def _birthday(value: str) -> object:
    # 29 February without a year is a day that some years have.
    return date.fromisoformat(f"2000{value[1:]}" if value.startswith("--") else value)


KINDS: Mapping[str, Callable[[str], object]] = {
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "time": time.fromisoformat,
    "birthday": _birthday,
}

READERS: Mapping[str, Mapping[str, Callable[[str], object]]] = {
    **{
        record.TABLE: {
            name: KINDS[spec.kind]
            for name, spec in shape_of(record).specs.items()
            if spec.kind in KINDS
        }
        for record in EVERY
    },
    "journal_entry": dict.fromkeys(("ran_at", "undone_at"), datetime.fromisoformat),
    "journal_change": {"before": json.loads},
    "folded_text": {"day": date.fromisoformat},
    "sqlite_sequence": {"seq": int},
}
"""How each column is read whose text has to mean something; of the others any text will do."""


def unreadable_values(
    connection: sqlite3.Connection, tables: Collection[str] | None = None
) -> list[str]:
    """Return the first values that can't be read, each in words; empty when all can.

    Args:
        connection: An open connection to a store whose structure is whole.
        tables: Those that it has, if it is of an older release; without it, all of today's.

    Raises:
        sqlite3.Error: The store is too damaged to be gone through.
    """
    found: list[str] = []
    for table, readers in READERS.items():
        if tables is not None and table not in tables:
            continue
        found += _of_table(connection, table, readers, SHOWN_VALUES - len(found))
        if len(found) >= SHOWN_VALUES:
            break
    return found


def _of_table(
    connection: sqlite3.Connection,
    table: str,
    readers: Mapping[str, Callable[[str], object]],
    limit: int,
) -> list[str]:
    # All columns are asked for: that also tells whether every text is one.
    rows = connection.execute(f'SELECT rowid, x.* FROM "{table}" x')
    columns = [name for name, *_ in rows.description]
    # An older release's table may lack a column. Most values come again and again.
    places = [
        (columns.index(column), column, lru_cache(maxsize=2_000)(_fails(read)))
        for column, read in readers.items()
        if column in columns
    ]
    found: list[str] = []
    try:
        for row in rows:
            for place, column, fails in places:
                if fails(row[place]):
                    found.append(f"{table} {row[0]}: {column} is {quoted(str(row[place]))}")
                    if len(found) >= limit:
                        return found
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
        found.append(f"{table}: a text isn't UTF-8")
    return found


def _fails(read: Callable[[str], object]) -> Callable[[Any], bool]:
    def fails(value: Any) -> bool:
        if value is None:
            return False
        try:
            read(value)
        except (ValueError, TypeError, RecursionError):
            return True
        return False

    return fails
