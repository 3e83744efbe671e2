"""Pieces of work."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.store.queries.values import day
from clientpulse.store.queries.values import of_client as _of_client
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    ProjectView,
)

PROJECTS = """
SELECT p.id, p.uid, p.client_id, c.name, c.key, p.name, p.started_on, p.finished_on, p.created_at
  FROM project p JOIN client c ON c.id = p.client_id
 WHERE {where}
 ORDER BY p.finished_on IS NOT NULL, p.finished_on DESC, p.started_on DESC, p.id DESC
"""


def select(reader: Reader, *, client_id: int | None = None) -> Sequence[ProjectView]:
    """Return pieces of work, those that go on first."""
    where, parameters = _of_client("p", client_id, [], {})
    return [
        ProjectView(*[*row[:6], *map(day, row[6:8]), str(row[8])])
        for row in reader.rows(PROJECTS.format(where=where), parameters)
    ]
