"""What clients said of our work."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.store.queries.values import day
from clientpulse.store.queries.values import of_client as _of_client
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    FeedbackView,
)

FEEDBACK = """
SELECT f.id, f.uid, f.client_id, c.name, c.key, f.given_on, f.what, f.score, f.project_id, p.name,
       f.created_at
  FROM feedback f JOIN client c ON c.id = f.client_id LEFT JOIN project p ON p.id = f.project_id
 WHERE {where}
 ORDER BY f.given_on DESC, f.id DESC
"""


def select(reader: Reader, *, client_id: int | None = None) -> Sequence[FeedbackView]:
    """Return what clients said about our work, the newest first."""
    where, parameters = _of_client("f", client_id, [], {})
    return [
        FeedbackView(*[*row[:5], day(row[5]), *row[6:10], str(row[10])])
        for row in reader.rows(FEEDBACK.format(where=where), parameters)
    ]
