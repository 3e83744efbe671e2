"""What the rules need to know of each client: who it is, and when it was met and reached.

What is asked per client is one seek in an index, so the cost grows with the number of clients and
not with the length of their history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from clientpulse.store.queries.of_clients import (
    OfClients,
    Scope,
    by_client,
    of_clients,
    select,
)
from clientpulse.store.queries.values import LAST_ON, day, grouped, in_chunks
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

# The suggestion to call needs to know about three written touchpoints in a row, not about more.
STREAK_LENGTH = 3

_REACHED = """(SELECT t.{column} FROM touchpoint t
         WHERE t.client_id = c.id AND t.reaching = 1 AND t.occurred_on <= :today
         ORDER BY t.occurred_on DESC, t.id DESC LIMIT 1 OFFSET {before})"""


class ClientRow(NamedTuple):
    """A client as the rules need it, a column each; days are ISO texts."""

    id: int
    key: str
    name: str
    owner: str | None
    started_on: str
    clock_on: str | None
    asked_from: str | None
    meeting_interval: str | None
    update_interval: str | None
    prefers: str | None
    archived_on: str | None
    paused_on: str | None
    paused_until: str | None
    snoozed_until: str | None
    last_meeting_on: str | None
    last_reach_on: str | None


def clients(reader: Reader, selection: Selection, today: date) -> Iterator[ClientRow]:
    """Give what the rules need of each selected client, in no particular order."""
    looked_up = {
        "last_meeting_on": LAST_ON.format(of="t.channel = 'meeting'"),
        "last_reach_on": LAST_ON.format(of="t.reaching = 1"),
    }
    columns = ", ".join(looked_up.get(field, f"c.{field}") for field in ClientRow._fields)
    where, parameters = selection.where()
    sql = f"SELECT {columns} FROM client c WHERE {where}"
    return map(ClientRow._make, reader.stream(sql, parameters | {"today": today.isoformat()}))


def booked_meetings(reader: Reader, scope: Scope) -> dict[int, list[tuple[date, str | None]]]:
    """Return, by client, day and time of its meetings that are booked and not logged yet, rising.

    Those without a time come after the others of their day.
    """
    sql = f"""
    SELECT x.client_id, x.planned_on, x.planned_time FROM meeting x
     WHERE x.state = 'booked' AND {scope.clients}
     ORDER BY x.planned_on, x.planned_time IS NULL, x.planned_time
    """
    rows = reader.rows(sql, scope.parameters)
    return grouped((row[0], (date.fromisoformat(str(row[1])), row[2])) for row in rows)


class Reached(NamedTuple):
    """How a client was reached lately.

    Attributes:
        channels: Of the latest touchpoints that reached them, the last one first.
        source: Where the last one was read; None where it was typed.
    """

    channels: Sequence[str]
    source: str | None


def last_reaches(reader: Reader, client_ids: Sequence[int], today: date) -> dict[int, Reached]:
    """Return, by client, how those were reached lately that ever were."""
    channels = (_REACHED.format(column="channel", before=one) for one in range(STREAK_LENGTH))
    source = _REACHED.format(column="source", before=0)
    sql = f"SELECT c.id, {source}, {', '.join(channels)} FROM client c WHERE c.id IN ({{ids}})"
    rows = in_chunks(reader, sql, client_ids, {"today": today.isoformat()})
    found = ((key, Reached([*filter(None, last)], source)) for key, source, *last in rows)
    return {key: reached for key, reached in found if reached.channels}


def last_feedback(reader: Reader, scope: Scope) -> dict[int, date]:
    """Return, by client, the last day on which feedback was given or asked for."""
    given = _last(reader, scope, "feedback", "given_on")
    return _latest(given, last_for(reader, scope, "feedback"))


def last_general_feedback(reader: Reader, scope: Scope) -> dict[int, date]:
    """Return, by client, the last day on which feedback about no project was given or asked for.

    Which project a letter asked about is marked on the project, by the letter's day.
    """
    given = _last(reader, scope, "feedback", "given_on", "x.project_id IS NULL")
    about_none = """NOT EXISTS (SELECT 1 FROM project p
                     WHERE p.client_id = x.client_id AND p.asked_on = x.occurred_on)"""
    asked = _last(reader, scope, "touchpoint", "occurred_on", about_none, purpose="feedback")
    return _latest(given, asked)


def last_checkups(reader: Reader, scope: Scope) -> dict[int, date]:
    """Return, by client, the day of the last check-up."""
    return _last(reader, scope, "checkup", "checked_on")


def last_for(reader: Reader, scope: Scope, purpose: str) -> dict[int, date]:
    """Return, by client, the day of the last touchpoint of a purpose."""
    return _last(reader, scope, "touchpoint", "occurred_on", purpose=purpose)


def _latest(some: dict[int, date], others: dict[int, date]) -> dict[int, date]:
    return some | {client: max(on, some.get(client, on)) for client, on in others.items()}


def _last(
    reader: Reader, scope: Scope, table: str, day: str, *conditions: str, **equal: str
) -> dict[int, date]:
    """Return, by client, the last day up to today in a column of its rows."""
    conditions = (*conditions, *(f"x.{column} = :{column}" for column in equal), scope.clients)
    sql = f"""
    SELECT x.client_id, max(x.{day}) FROM {table} x
     WHERE x.{day} <= :today AND {" AND ".join(conditions)} GROUP BY x.client_id
    """
    return by_client(reader.rows(sql, scope.parameters | equal))


class Running(NamedTuple):
    """A project that goes on, and how often the client hears from us meanwhile."""

    name: str
    started_on: date
    checkin: str


def checkins(reader: Reader, scope: Scope) -> OfClients[Running]:
    """Return the projects that go on and have check-ins, the one started first first."""
    sql = f"""
    SELECT x.client_id, {select(Running)} FROM project x
     WHERE x.checkin IS NOT NULL AND x.started_on <= :today
       AND (x.finished_on IS NULL OR x.finished_on > :today) AND {scope.clients}
     ORDER BY x.started_on, x.id
    """
    return of_clients(reader, Running, sql, scope.parameters)


def client_rules(reader: Reader, client_id: int | None = None) -> dict[int, dict[str, str]]:
    """Return the rules that differ for clients: by client and rule, an interval or ``none``."""
    where = "1 = 1" if client_id is None else "x.client_id = :client_id"
    parameters = {} if client_id is None else {"client_id": client_id}
    sql = f"SELECT x.client_id, x.rule, x.interval FROM client_rule x WHERE {where} ORDER BY x.id"
    found = grouped((owner, (rule, every)) for owner, rule, every in reader.rows(sql, parameters))
    return {owner: dict(rules) for owner, rules in found.items()}


def days_off(reader: Reader) -> list[tuple[str | None, date, date]]:
    """Return all days off: whose, the first and the last day of each span."""
    sql = "SELECT a.owner, a.starts_on, a.ends_on FROM away a ORDER BY a.starts_on, a.id"
    return [
        (owner, date.fromisoformat(str(first)), date.fromisoformat(str(last)))
        for owner, first, last in reader.rows(sql)
    ]


def owners(reader: Reader) -> list[tuple[str, date | None, date | None]]:
    """Return everybody who looks after clients, and below them their days off, in one statement.

    Returns:
        An owner of clients and no days; or whose days off, the first and the last day.
    """
    sql = """
    SELECT c.owner, NULL AS starts_on, NULL AS ends_on
      FROM client c WHERE c.owner IS NOT NULL GROUP BY c.owner
    UNION ALL
    SELECT a.owner, a.starts_on, a.ends_on FROM away a WHERE a.owner IS NOT NULL
     ORDER BY 2, 1
    """
    return [(owner, day(first), day(last)) for owner, first, last in reader.rows(sql)]
