"""The read path of letters: what only a draft asks for, as plain and portable SQL."""

from __future__ import annotations

from typing import NamedTuple

from clientpulse.store.reader import Reader

LEAST_MENTIONED = """
SELECT s.id, s.name, s.sentence,
       (SELECT max(n.mentioned_on) FROM service_mention n
         WHERE n.client_id = :client_id AND n.service_id = s.id) AS last_on
  FROM service s
 ORDER BY last_on NULLS FIRST, s.id
 LIMIT 1
"""


class Offered(NamedTuple):
    """A service."""

    id: int
    name: str
    sentence: str


def least_mentioned_service(reader: Reader, client_id: int) -> Offered | None:
    """Return the service that a client hasn't heard of for the longest: never, or long ago."""
    for row in reader.rows(LEAST_MENTIONED, {"client_id": client_id}):
        return Offered(*row[:3])
    return None
