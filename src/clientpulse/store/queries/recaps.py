"""Which conversations wait for a recap, and which ones a recap settled."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.open_items import Conversation
from clientpulse.cadence.policy import NO_RECAPS, RECAP_MEETINGS, RECAP_VOICE
from clientpulse.records import Touchpoint
from clientpulse.store.queries import values
from clientpulse.store.queries.of_clients import OfClients, Scope, of_clients, select
from clientpulse.store.queries.values import VOICE
from clientpulse.store.reader import Reader

# Any that was to be written down later is past it. There is one lower bound, so that an index is
# sought from it on, however long the history is.
LOOKED_BACK_DAYS = 2 * 366

CONVERSATIONS = {
    RECAP_MEETINGS: "x.channel = 'meeting'",
    RECAP_VOICE: f"x.channel IN ({VOICE})",
    NO_RECAPS: "1 = 0",
}
"""Which touchpoints ask for a recap, by the setting."""

SINCE = "CASE WHEN c.asked_from > c.started_on THEN c.asked_from ELSE c.started_on END"


AGREED = """CASE WHEN x.agreed IS NOT NULL OR EXISTS
           (SELECT 1 FROM commitment m WHERE m.client_id = x.client_id
               AND m.made_on = x.occurred_on AND m.done_on IS NULL AND m.dropped_on IS NULL)
           THEN 1 ELSE 0 END"""
"""Whether a recap has anything to say: what was agreed, promised or asked and is still open."""


def not_written_up(reader: Reader, scope: Scope, recap: str) -> OfClients[Conversation]:
    """Return the conversations that no recap was sent of, by client, the first one first.

    None is from before the day from which the client is asked for anything.

    Args:
        recap: Which conversations ask for one.
    """
    sql = f"""
    SELECT x.client_id, {select(Conversation, agreed=AGREED)} FROM client c
      JOIN touchpoint x ON x.client_id = c.id AND {CONVERSATIONS[recap]}
       AND x.occurred_on BETWEEN CASE WHEN {SINCE} > :earliest THEN {SINCE} ELSE :earliest END
                             AND :today
       AND (x.recapped_on IS NULL OR x.recapped_on > :today)
     WHERE {scope.clients}
     ORDER BY x.occurred_on, x.id
    """
    earliest = date.fromordinal(max(1, scope.today.toordinal() - LOOKED_BACK_DAYS))
    given = scope.parameters | {"earliest": earliest.isoformat()}
    return of_clients(reader, Conversation, sql, given)


def latest_conversation(reader: Reader, client_id: int, until: date) -> Touchpoint | None:
    """Return the latest conversation with a client up to a day."""
    conditions = (f"x.channel IN ({VOICE})", "x.occurred_on <= :until")
    given = {"client_id": client_id, "until": until.isoformat()}
    order = "x.occurred_on DESC, x.id DESC LIMIT 1"
    found = values.read(reader, Touchpoint, order, *conditions, **given)
    return found[0] if found else None


def recapped_on(reader: Reader, client_id: int, on: date) -> list[int]:
    """Return the numbers of a client's conversations whose recap is of a day, the first first."""
    return _numbers(reader, client_id, on, "x.recapped_on = :day")


def sent_on(reader: Reader, client_id: int, on: date) -> list[int]:
    """Return the numbers of the recaps that a client got on a day."""
    return _numbers(reader, client_id, on, "x.purpose = 'recap' AND x.occurred_on = :day")


def _numbers(reader: Reader, client_id: int, on: date, condition: str) -> list[int]:
    sql = f"""
    SELECT x.id FROM touchpoint x WHERE x.client_id = :client_id AND {condition}
     ORDER BY x.occurred_on, x.id
    """
    given = {"client_id": client_id, "day": on.isoformat()}
    return values.numbered(reader.rows(sql, given))
