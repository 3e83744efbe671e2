"""What we offer, and who heard of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clientpulse.store.queries.values import day
from clientpulse.store.queries.values import of_client as _of_client
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    MentionView,
    ServiceView,
)

MENTIONS = """
SELECT n.id, n.uid, n.client_id, c.name, c.key, n.service_id, s.name, n.mentioned_on,
       n.touchpoint_id, n.created_at
  FROM service_mention n JOIN client c ON c.id = n.client_id JOIN service s ON s.id = n.service_id
 WHERE {where}
 ORDER BY n.mentioned_on DESC, n.id DESC
"""


def select(reader: Reader) -> Sequence[ServiceView]:
    """Return what we offer, in the order in which it was added."""
    sql = "SELECT s.id, s.uid, s.name, s.sentence, s.created_at FROM service s ORDER BY s.id"
    return [ServiceView(*[*row[:4], str(row[4])]) for row in reader.rows(sql)]


def mentions(
    reader: Reader, *, client_id: int | None = None, service_id: int | None = None
) -> Sequence[MentionView]:
    """Return who heard of which service when, the newest first."""
    conditions, parameters = [], dict[str, Any]()
    if service_id is not None:
        conditions.append("n.service_id = :service_id")
        parameters["service_id"] = service_id
    where, parameters = _of_client("n", client_id, conditions, parameters)
    return [
        MentionView(*[*row[:7], day(row[7]), row[8], str(row[9])])
        for row in reader.rows(MENTIONS.format(where=where), parameters)
    ]
