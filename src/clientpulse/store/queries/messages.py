"""What clients wrote that waits for an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from clientpulse.cadence.open_items import Message
from clientpulse.store.queries.of_clients import OfClients, Scope, of_clients, select
from clientpulse.store.queries.values import grouped
from clientpulse.store.reader import Reader
from clientpulse.timezones import our_zone

_OURS, _THEIRS = (f"coalesce({one}.last_time, {one}.occurred_time)" for one in "tx")
_UNTIMED, _TIMED = (
    [f"({one}.source IS {source} NULL AND {one}.occurred_time IS {source} NULL)" for one in "tx"]
    for source in ("", "NOT")
)
_MIXED = f"(({_UNTIMED[0]} AND {_TIMED[1]}) OR ({_TIMED[0]} AND {_UNTIMED[1]}))"
_THAT_DAY = "t.client_id = x.client_id AND t.reaching = 1 AND t.occurred_on = x.occurred_on"


class _Written(NamedTuple):
    """A message, and what reached the client on its day where only one of the two has a time.

    Attributes:
        last_at: When its last part was written, where it was read from a mailbox.
        entered: When it was entered.
        other_entered: Of a message with a time, when the last of that was entered.
        other_at: Of a message without, when the last of that was.
    """

    id: int
    occurred_on: date
    channel: str
    at: str | None
    subjects: str | None
    last_at: str | None
    entered: str
    other_entered: str | None
    other_at: str | None


def waiting(reader: Reader, scope: Scope, since: date) -> OfClients[Message]:
    """Return what clients wrote that needs an answer, and that nothing which reached them followed.

    Of two on one day the times of day tell which came first, where both have one; of several
    messages that are one touchpoint, the last one's. What a person entered without a time was
    before what was read of a later time than that.
    """
    columns = _columns()
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
             WHERE {_THAT_DAY} AND NOT {_MIXED}
               AND CASE WHEN {_OURS} <> {_THEIRS} THEN {_OURS} > {_THEIRS} ELSE t.id > x.id END)
     ORDER BY x.occurred_on, x.id
    """
    found = of_clients(reader, _Written, sql, scope.parameters | {"since": since.isoformat()})
    open_ = grouped(
        (client, Message(*one[:5]))
        for client, written in found.items()
        for one in written
        if not _is_followed(one)
    )
    return {client: tuple(each) for client, each in open_.items()}


def _columns() -> str:
    among = f"FROM touchpoint t WHERE {_THAT_DAY}"
    return select(
        _Written,
        at="x.occurred_time",
        # What a person typed is a note, which is ours alone; what was read is what they called it.
        subjects="CASE WHEN x.source IS NOT NULL THEN x.note END",
        last_at=f"CASE WHEN {_TIMED[1]} THEN {_THEIRS} END",
        entered="x.created_at",
        other_entered=f"(SELECT max(t.created_at) {among} AND {_UNTIMED[0]} AND {_TIMED[1]})",
        other_at=f"(SELECT max({_OURS}) {among} AND {_TIMED[0]} AND {_UNTIMED[1]})",
    )


def _is_followed(one: _Written) -> bool:
    """Tell whether what reached the client on the day of a message came after it."""
    if one.other_entered is not None:
        return _by_our_clock(one.other_entered) > f"{one.occurred_on} {one.last_at}"
    if one.other_at is not None:
        return f"{one.occurred_on} {one.other_at}" > _by_our_clock(one.entered)
    return False


def _by_our_clock(moment: str) -> str:
    at = datetime.fromisoformat(str(moment))
    utc = at if at.tzinfo else at.replace(tzinfo=UTC)
    return f"{utc.astimezone(our_zone()):%Y-%m-%d %H:%M:%S}"
