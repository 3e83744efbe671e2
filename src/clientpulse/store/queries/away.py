"""Days off."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.store.queries.values import day
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    AwayView,
)


def select(reader: Reader) -> Sequence[AwayView]:
    """Return our days off, the earliest first."""
    sql = """
    SELECT a.id, a.uid, a.starts_on, a.ends_on, a.created_at FROM away a
     ORDER BY a.starts_on, a.ends_on, a.id
    """
    return [AwayView(*[*row[:2], *map(day, row[2:4]), str(row[4])]) for row in reader.rows(sql)]
