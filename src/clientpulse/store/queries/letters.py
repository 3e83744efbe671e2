"""The read path of letters: what only a draft asks for, as plain and portable SQL."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from clientpulse.store.queries.values import VOICE, day
from clientpulse.store.reader import Reader

LATEST_CONVERSATION = """
SELECT t.id, t.occurred_on, t.note FROM touchpoint t
 WHERE t.client_id = :client_id AND t.occurred_on <= :today AND t.channel IN ({channels})
 ORDER BY t.occurred_on DESC, t.id DESC
 LIMIT 1
"""

LEAST_MENTIONED = """
SELECT s.id, s.name, s.sentence,
       (SELECT max(n.mentioned_on) FROM service_mention n
         WHERE n.client_id = :client_id AND n.service_id = s.id) AS last_on
  FROM service s
 ORDER BY last_on NULLS FIRST, s.id
 LIMIT 1
"""

MEETINGS = "'meeting'"


class Spoken(NamedTuple):
    """A conversation."""

    id: int
    on: date
    note: str | None


class Offered(NamedTuple):
    """A service."""

    id: int
    name: str
    sentence: str


def latest_conversation(
    reader: Reader, client_id: int, today: date, *, only_meetings: bool = False
) -> Spoken | None:
    """Return the latest conversation with a client, or the latest meeting."""
    sql = LATEST_CONVERSATION.format(channels=MEETINGS if only_meetings else VOICE)
    for row in reader.rows(sql, {"client_id": client_id, "today": today.isoformat()}):
        on = day(row[1])
        return None if on is None else Spoken(row[0], on, row[2])
    return None


def least_mentioned_service(reader: Reader, client_id: int) -> Offered | None:
    """Return the service that a client hasn't heard of for the longest: never, or long ago."""
    for row in reader.rows(LEAST_MENTIONED, {"client_id": client_id}):
        return Offered(*row[:3])
    return None
