"""Whom to ring: one seek a client for the last voice touchpoint, over an index that has only those.

The channels stand in the query as they stand in the index's condition, or it wouldn't be used.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.store.queries.values import LAST_ON, VOICE, counted
from clientpulse.store.reader import Reader, Row
from clientpulse.store.selection import Selection

AWAKE = """(c.snoozed_until IS NULL OR c.snoozed_until <= :today)
   AND (c.paused_on IS NULL OR (c.paused_until IS NOT NULL AND c.paused_until <= :today))"""

HAS_PHONE = """EXISTS (SELECT 1 FROM contact p
         WHERE p.client_id = c.id AND p.phone IS NOT NULL AND trim(p.phone) <> '')"""

CALLABLE = f"""
SELECT c.id, c.key, c.name, c.started_on, c.clock_on, c.timezone, c.hours,
       {LAST_ON.format(of=f"t.channel IN ({VOICE})")}
  FROM client c
 WHERE {{where}}
   AND {AWAKE}
   AND {HAS_PHONE}
"""


def callable_clients(reader: Reader, selection: Selection, today: date) -> Iterator[Row]:
    """Give the selected clients that have a phone number and don't rest, in no order.

    Returns:
        Rows of id, key, name, start, the clock's start, timezone, working hours and the day of the
        last voice touchpoint; days as ISO texts.
    """
    where, parameters = selection.where()
    parameters |= {"today": today.isoformat()}
    return reader.stream(CALLABLE.format(where=where), parameters)


def count_chosen(reader: Reader, selection: Selection) -> int:
    """Return how many clients are selected."""
    where, parameters = selection.where()
    return counted(reader, f"SELECT count(*) FROM client c WHERE {where}", parameters)


def count_resting(reader: Reader, selection: Selection, today: date) -> int:
    """Return how many of the selected clients are paused or snoozed."""
    where, parameters = selection.where()
    sql = f"SELECT count(*) FROM client c WHERE {where} AND NOT ({AWAKE})"
    return counted(reader, sql, parameters | {"today": today.isoformat()})
