"""What was written, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.views.journal import JournalLine


def select(reader: Reader, limit: int) -> Sequence[JournalLine]:
    """Return the commands that can be taken back, the last one first."""
    from clientpulse.views.journal import JournalLine

    sql = """
    SELECT e.id, e.command, e.summary, e.ran_at FROM journal_entry e
     ORDER BY e.id DESC LIMIT :limit
    """
    return [
        JournalLine(row[0], row[1], row[2], datetime.fromisoformat(str(row[3])))
        for row in reader.rows(sql, {"limit": limit})
    ]
