"""What clients wrote that waits for an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from clientpulse.cadence.open_items import Message
from clientpulse.store.queries.of_clients import OfClients, Scope, of_clients, select
from clientpulse.store.queries.values import grouped
from clientpulse.store.reader import Reader
from clientpulse.timezones import our_zone


class _Written(NamedTuple):
    """A message, and what reached the client on its day where only one of the two has a time.

    Attributes:
        last_at: When its last part was written, where it was read from a mailbox.
        entered: When it was entered.
        other: When the last of what reached them was entered; where the message has no time, when
            that was.
    """

    id: int
    occurred_on: date
    channel: str
    at: str | None
    subjects: str | None
    last_at: str | None
    entered: str
    other: str | None


def waiting(reader: Reader, scope: Scope, since: date) -> OfClients[Message]:
    """Return what clients wrote that needs an answer, and that nothing which reached them followed.

    Of two on one day the times of day tell which came first, where both have one; of several
    messages that are one touchpoint, the last one's. What a person entered without a time was
    before what was read of a later time than that.
    """
    ours, theirs = (f"coalesce({one}.last_time, {one}.occurred_time)" for one in "tx")
    untimed, timed = (
        [f"({one}.source IS {source} NULL AND {one}.occurred_time IS {time} NULL)" for one in "tx"]
        for source, time in (("", ""), ("NOT", "NOT"))
    )
    mixed = f"(({untimed[0]} AND {timed[1]}) OR ({timed[0]} AND {untimed[1]}))"
    that_day = "t.client_id = x.client_id AND t.reaching = 1 AND t.occurred_on = x.occurred_on"
    columns = select(
        _Written,
        at="x.occurred_time",
        # What a person typed is a note, which is ours alone; what was read is what they called it.
        subjects="CASE WHEN x.source IS NOT NULL THEN x.note END",
        last_at=f"CASE WHEN {timed[1]} THEN {theirs} END",
        entered="x.created_at",
        other=f"""(SELECT max(CASE WHEN {timed[0]} THEN {ours} ELSE t.created_at END)
                     FROM touchpoint t WHERE {that_day} AND {mixed})""",
    )
    sql = f"""
    SELECT x.client_id, {columns} FROM touchpoint x
     WHERE x.needs_answer = 1 AND x.occurred_on >= :since AND x.occurred_on <= :today
       AND {scope.clients}
       AND NOT EXISTS
           (SELECT 1 FROM touchpoint t
             WHERE t.client_id = x.client_id AND t.reaching = 1
               AND t.occurred_on > x.occurred_on AND t.occurred_on <= :today)
       AND NOT EXISTS
           (SELECT 1 FROM touchpoint t
             WHERE {that_day} AND NOT {mixed}
               AND CASE WHEN {ours} <> {theirs} THEN {ours} > {theirs} ELSE t.id > x.id END)
     ORDER BY x.occurred_on, x.id
    """
    found = of_clients(reader, _Written, sql, scope.parameters | {"since": since.isoformat()})
    open_ = grouped(
        (client, Message(*one[:5]))
        for client, written in found.items()
        for one in written
        if one.other is None or not _is_followed(one, one.other)
    )
    return {client: tuple(each) for client, each in open_.items()}


def _is_followed(one: _Written, other: str) -> bool:
    """Tell whether what reached the client on the day of a message came after it."""
    if one.last_at is not None:
        return _by_our_clock(other) > f"{one.occurred_on} {one.last_at}"
    return f"{one.occurred_on} {other}" > _by_our_clock(one.entered)


def _by_our_clock(moment: str) -> str:
    at = datetime.fromisoformat(str(moment))
    utc = at if at.tzinfo else at.replace(tzinfo=UTC)
    return f"{utc.astimezone(our_zone()):%Y-%m-%d %H:%M:%S}"
