"""What health is made of besides contact: moods, check-ups, our promises, mistakes; all clients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from clientpulse.cadence.health import MistakeDates, PromiseDates
from clientpulse.store.queries.of_clients import OfClients, Scope, of_clients, select
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

# The last few moods of a client at a time, newest first, from the index that holds nothing else.
LAST_MOODS = """
(SELECT group_concat(x.mood) FROM
  (SELECT t.mood FROM touchpoint t
    WHERE t.client_id = c.id AND t.mood IS NOT NULL AND t.occurred_on <= :{day}
    ORDER BY t.occurred_on DESC, t.id DESC LIMIT :few) x)
"""


def moods(
    reader: Reader, selection: Selection, days: Sequence[date], few: int
) -> Iterator[tuple[int, dict[date, tuple[int, ...]]]]:
    """Give a few of each client's last moods, newest first, as of each of some days."""
    where, parameters = selection.where()
    names = [f"day{number}" for number in range(len(days))]
    as_of = {name: day.isoformat() for name, day in zip(names, days, strict=True)}
    columns = ", ".join(LAST_MOODS.format(day=name) for name in names)
    sql = f"SELECT c.id, {columns} FROM client c WHERE {where}"
    for client_id, *found in reader.stream(sql, parameters | as_of | {"few": few}):
        yield client_id, dict(zip(days, map(_numbers, found), strict=True))


def checkups(reader: Reader, scope: Scope) -> Iterator[tuple[int, date, float]]:
    """Give every check-up up to today: client, day, score; the earliest of a client first."""
    sql = f"""
    SELECT x.client_id, x.checked_on, x.score FROM checkup x
     WHERE x.checked_on <= :today AND {scope.clients}
     ORDER BY x.client_id, x.checked_on
    """
    for client_id, checked_on, score in reader.rows(sql, scope.parameters):
        yield client_id, date.fromisoformat(str(checked_on)), score


def promises(reader: Reader, scope: Scope, after: date) -> OfClients[PromiseDates]:
    """Return our promises that had a day, but for those that ended up to a day."""
    sql = f"""
    SELECT x.client_id, {select(PromiseDates)} FROM commitment x
     WHERE x.owed_by = 'us' AND x.due_on IS NOT NULL
       AND ((x.done_on IS NULL AND x.due_on > :after) OR x.done_on > :after)
       AND {scope.clients}
     ORDER BY x.id
    """
    return of_clients(reader, PromiseDates, sql, scope.parameters | {"after": after.isoformat()})


def mistakes(reader: Reader, scope: Scope) -> OfClients[MistakeDates]:
    """Return the dates of every mistake."""
    sql = f"""
    SELECT x.client_id, {select(MistakeDates)} FROM mistake x WHERE {scope.clients}
     ORDER BY x.id
    """
    return of_clients(reader, MistakeDates, sql, scope.parameters)


def _numbers(joined: str | None) -> tuple[int, ...]:
    return () if joined is None else tuple(map(int, str(joined).split(",")))
