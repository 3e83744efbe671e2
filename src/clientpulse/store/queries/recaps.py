"""Which conversations wait for a recap, and which ones a recap settled."""

from __future__ import annotations

from datetime import date
from typing import Any

from clientpulse.cadence.policy import NO_RECAPS, RECAP_MEETINGS, RECAP_VOICE
from clientpulse.records import Touchpoint
from clientpulse.store.queries import values
from clientpulse.store.queries.values import VOICE
from clientpulse.store.reader import Reader

# A year and the day of a leap year: nobody needs the recap of an older conversation.
WAITS_FOR_DAYS = 366

# None is owed from before the day from which the client is asked for anything. There is one lower
# bound, so that an index is sought from it on, however long the history is.
WAITS = """
x.client_id = c.id AND {conversation} AND x.occurred_on <= :today
 AND (x.recapped_on IS NULL OR x.recapped_on > :today)
 AND x.occurred_on >= CASE WHEN c.asked_from > c.started_on AND c.asked_from > :year_ago
                           THEN c.asked_from
                           WHEN c.started_on > :year_ago THEN c.started_on
                           ELSE :year_ago END
"""

WAITING = {
    RECAP_MEETINGS: WAITS.format(conversation="x.channel = 'meeting'"),
    RECAP_VOICE: WAITS.format(conversation=f"x.channel IN ({VOICE})"),
}
"""The condition on a conversation that waits for a recap, by which ones ask for it."""

FIRST_ON = {
    NO_RECAPS: "NULL",
    **{
        which: f"(SELECT min(x.occurred_on) FROM touchpoint x WHERE {waits})"
        for which, waits in WAITING.items()
    },
}
"""The day of the first one that waits, for each client ``c``."""


def as_of(today: date) -> dict[str, Any]:
    """Return the parameters of the conditions."""
    year_ago = date.fromordinal(max(1, today.toordinal() - WAITS_FOR_DAYS))
    return {"today": today.isoformat(), "year_ago": year_ago.isoformat()}


def first_waiting(
    reader: Reader, client_id: int, today: date, until: date, recap: str
) -> Touchpoint | None:
    """Return the first conversation with a client that waits for a recap.

    Args:
        until: The last day that it may be of.
        recap: Which conversations ask for one.
    """
    if recap == NO_RECAPS:
        return None
    given = {"until": until.isoformat(), **as_of(today)}
    return _one(reader, client_id, "x.occurred_on, x.id", WAITING[recap], given)


def latest_conversation(reader: Reader, client_id: int, until: date) -> Touchpoint | None:
    """Return the latest conversation with a client up to a day."""
    given = {"until": until.isoformat()}
    spoken = f"x.channel IN ({VOICE})"
    return _one(reader, client_id, "x.occurred_on DESC, x.id DESC", spoken, given)


def _one(
    reader: Reader, client_id: int, order: str, condition: str, given: dict[str, Any]
) -> Touchpoint | None:
    conditions = (condition, "x.occurred_on <= :until")
    order = f"{order} LIMIT 1"
    found = values.read(reader, Touchpoint, order, *conditions, client_id=client_id, **given)
    return found[0] if found else None


def recapped_on(reader: Reader, client_id: int, on: date) -> list[int]:
    """Return the numbers of a client's touchpoints whose recap is of a day."""
    return _numbers(reader, client_id, on, "x.recapped_on = :day")


def sent_on(reader: Reader, client_id: int, on: date) -> list[int]:
    """Return the numbers of the recaps that a client got on a day."""
    return _numbers(reader, client_id, on, "x.purpose = 'recap' AND x.occurred_on = :day")


def _numbers(reader: Reader, client_id: int, on: date, condition: str) -> list[int]:
    sql = f"""
    SELECT x.id FROM touchpoint x WHERE x.client_id = :client_id AND {condition} ORDER BY x.id
    """
    given = {"client_id": client_id, "day": on.isoformat()}
    return values.numbered(reader.rows(sql, given))
