"""What was written, and can be taken back; what was taken back, and can be done again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.views.journal import JournalLine


def select(reader: Reader, limit: int) -> Sequence[JournalLine]:
    """Return the commands that can be undone, the last one first."""
    return _lines(reader, "e.undone_at IS NULL ORDER BY e.id DESC", limit)


def undone(reader: Reader, limit: int) -> Sequence[JournalLine]:
    """Return the commands that can be redone, the one undone last first."""
    return _lines(reader, "e.undone_at IS NOT NULL ORDER BY e.id", limit)


def _lines(reader: Reader, which: str, limit: int) -> Sequence[JournalLine]:
    from clientpulse.views.journal import JournalLine

    sql = f"""
    SELECT e.id, e.command, e.summary, e.ran_at FROM journal_entry e
     WHERE {which} LIMIT :limit
    """
    return [
        JournalLine(row[0], row[1], row[2], datetime.fromisoformat(str(row[3])))
        for row in reader.rows(sql, {"limit": limit})
    ]
