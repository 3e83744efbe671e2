"""What was written, and can be taken back; what was taken back, and can be done again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

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


def is_known(reader: Reader, uid: str) -> bool:
    """Tell whether something that must not be done twice was done, by its name.

    An entry goes with the years, and what it wrote with its undoing, seldom both.
    """
    sql = """
    SELECT 1 FROM journal_entry WHERE uid = :uid
     UNION ALL SELECT 1 FROM touchpoint WHERE uid = :uid
    """
    return bool(reader.rows(sql, {"uid": uid}))


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
