"""What the engine needs to know of each client.

What is asked per client is one seek in an index, so the cost grows with the number of clients and
not with the length of their history: for 10,000 clients with 1,000,000 touchpoints grouping the
history took three to four times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.store.reader import Reader, Row
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    pass


# The suggestion to call needs to know about three written touchpoints in a row, not about more.
STREAK_LENGTH = 3

FACTS_SQL = """
SELECT c.id, c.key, c.name, c.started_on, c.meeting_interval, c.update_interval, c.prefers,
       c.archived_on, c.paused_on, c.paused_until, c.snoozed_until, c.owner, c.asked_from,
       {latest}, {recap}
  FROM client c
 WHERE {where}
"""

LATEST = """
       (SELECT max(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.channel = 'meeting' AND t.occurred_on <= :today),
       (SELECT max(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.reaching = 1 AND t.occurred_on <= :today)
"""

RECAP = """
       (SELECT max(t.occurred_on) FROM touchpoint t
         WHERE t.purpose = 'recap' AND t.client_id = c.id AND t.occurred_on <= :today)
"""

LAST_VOICE = """
       (SELECT max(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.channel IN ('meeting','call','video','visit')
           AND t.occurred_on <= :today)
"""

LAST_CHANNELS_SQL = """
SELECT t.channel FROM touchpoint t
 WHERE t.client_id = :client_id AND t.reaching = 1 AND t.occurred_on <= :today
 ORDER BY t.occurred_on DESC, t.id DESC
 LIMIT :limit
"""


def facts(
    reader: Reader,
    selection: Selection,
    today: date,
    *,
    with_latest: bool = True,
    with_recap: bool = True,
    with_voice: bool = False,
) -> Iterator[Row]:
    """Give what the engine needs of each selected client, in no particular order.

    Args:
        reader: The store.
        selection: Which clients.
        today: The day it is.
        with_latest: Look for the last meeting and the last reach; a report has them already.
        with_recap: Look for the last recap.
        with_voice: Look for the last voice touchpoint, too.

    Returns:
        Rows of id, key, name, start, meeting interval, update interval, preferred channel, when
        it was archived and paused, until when paused and snoozed, owner, from when it is asked for
        anything, last meeting, last reach, last recap and last voice touchpoint; days as ISO
        texts. They stay as the database gives them: most are looked at once.
    """
    where, parameters = selection.where()
    if with_latest or with_recap or with_voice:
        parameters["today"] = today.isoformat()
    latest = LATEST if with_latest else "NULL, NULL"
    recap = f"{RECAP if with_recap else 'NULL'}, {LAST_VOICE if with_voice else 'NULL'}"
    return reader.stream(FACTS_SQL.format(latest=latest, recap=recap, where=where), parameters)


def booked_meetings(reader: Reader, selection: Selection) -> dict[int, list[str]]:
    """Return, by client, the ISO days of its meetings that are booked and not logged yet."""
    sql = "SELECT m.client_id, m.planned_on FROM meeting m WHERE m.state = 'booked'"
    parameters = {}
    if selection.client_id is not None:
        sql += " AND m.client_id = :client_id"
        parameters["client_id"] = selection.client_id
    found: dict[int, list[str]] = {}
    for client_id, planned_on in reader.rows(sql, parameters):
        found.setdefault(client_id, []).append(str(planned_on))
    return found


def last_channels(reader: Reader, client_id: int, today: date) -> tuple[str, ...]:
    """Return the channels of a client's latest reaching touchpoints, the last one first."""
    parameters = {"client_id": client_id, "today": today.isoformat(), "limit": STREAK_LENGTH}
    return tuple(row[0] for row in reader.rows(LAST_CHANNELS_SQL, parameters))
