"""What was written, and can be taken back; what was taken back, and can be done again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from clientpulse.store.queries.values import numbered
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.views.journal import JournalLine


def select(reader: Reader, limit: int, origin: str | None = None) -> Sequence[JournalLine]:
    """Return the commands that can be undone, the last one first.

    Args:
        origin: Only those that came about like this.
    """
    return _lines(reader, "e.undone_at IS NULL", "e.id DESC", limit, origin)


def undone(reader: Reader, limit: int, origin: str | None = None) -> Sequence[JournalLine]:
    """Return the commands that can be redone, the one undone last first."""
    return _lines(reader, "e.undone_at IS NOT NULL", "e.id", limit, origin)


def _lines(
    reader: Reader, which: str, order: str, limit: int, origin: str | None
) -> Sequence[JournalLine]:
    from clientpulse.views.journal import JournalLine

    if origin is not None:
        which += " AND e.origin = :origin"
    sql = f"""
    SELECT e.id, e.command, e.summary, e.ran_at, e.origin, e.by FROM journal_entry e
     WHERE {which} ORDER BY {order} LIMIT :limit
    """
    given = {"limit": limit} if origin is None else {"limit": limit, "origin": origin}
    return [
        JournalLine(row[0], row[1], row[2], datetime.fromisoformat(str(row[3])), row[4], row[5])
        for row in reader.rows(sql, given)
    ]


def untouched(reader: Reader, table: str, numbers: Sequence[int]) -> set[int]:
    """Return which rows of a table nobody has changed by hand since they were written.

    Of what was written before the journal begins nobody knows that.
    """
    inserted = """
    SELECT j.first_id, j.last_id FROM journal_change j JOIN journal_entry e ON e.id = j.entry_id
     WHERE j.table_name = :name AND j.action = 'insert' AND e.undone_at IS NULL
     ORDER BY j.id
    """
    changed = """
    SELECT DISTINCT j.first_id FROM journal_change j JOIN journal_entry e ON e.id = j.entry_id
     WHERE j.table_name = :name AND j.action = 'update' AND e.undone_at IS NULL
       AND e.origin <> 'sync'
     ORDER BY j.first_id
    """
    rows = sorted(numbers)
    found: set[int] = set()
    for first, last in reader.rows(inserted, {"name": table}) if rows else ():
        found.update(rows[bisect_left(rows, first) : bisect_right(rows, last)])
    return found.difference(numbered(reader.rows(changed, {"name": table}))) if found else found
