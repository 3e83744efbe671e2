"""Points for the next meeting."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.store.queries.values import day
from clientpulse.store.queries.values import of_client as _of_client
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    PointView,
)

POINTS = """
SELECT a.id, a.uid, a.client_id, c.name, c.key, a.what, a.added_on, a.covered_on, a.created_at
  FROM agenda_point a JOIN client c ON c.id = a.client_id
 WHERE {where}
 ORDER BY a.id
"""


def select(reader: Reader, client_id: int, *, only_open: bool = True) -> Sequence[PointView]:
    """Return a client's own points for the agenda, in the order in which they were added."""
    conditions = ["a.covered_on IS NULL"] if only_open else []
    where, parameters = _of_client("a", client_id, conditions, {})
    return [
        PointView(*[*row[:6], *map(day, row[6:8]), str(row[8])])
        for row in reader.rows(POINTS.format(where=where), parameters)
    ]
