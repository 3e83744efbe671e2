"""What is open between clients and us, as the rules look at it: a statement a kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from clientpulse.cadence.channel import WRITTEN
from clientpulse.cadence.open_items import Commitment, Contacted, FinishedProject, Mistake
from clientpulse.store.queries.of_clients import (
    OfClients,
    Scope,
    by_client,
    of_clients,
    select,
)
from clientpulse.store.queries.values import LAST_ON, VOICE, grouped, in_chunks
from clientpulse.store.reader import Reader, Row

# What is owed and has a day; what was done after today is still open today.
OWED = """(x.done_on IS NULL OR x.done_on > :today) AND x.dropped_on IS NULL
       AND x.due_on IS NOT NULL AND x.made_on <= :today AND x.owed_by = :owed_by"""

# A year has every month.
MONTHS = 12


class Reminder(NamedTuple):
    """A reminder as stored."""

    id: int
    what: str
    remind_on: date
    yearly: bool
    person: str | None
    done_on: date | None


class Birthday(NamedTuple):
    """A birthday as stored, and whose it is."""

    id: int
    birthday: str
    name: str
    greeted_on: date | None


def commitments(reader: Reader, scope: Scope, owed_by: str) -> OfClients[Commitment]:
    """Return what is owed and has a day.

    Args:
        owed_by: ``us`` or ``client``.
    """
    sql = f"""
    SELECT x.client_id, {select(Commitment)} FROM commitment x
     WHERE {OWED} AND {scope.clients}
     ORDER BY x.due_on, x.id
    """
    return of_clients(reader, Commitment, sql, scope.parameters | {"owed_by": owed_by})


def chases(reader: Reader, scope: Scope) -> OfClients[Contacted]:
    """Return the touchpoints that chased since what a client owes was first due, rising."""
    sql = f"""
    SELECT t.client_id, t.occurred_on, t.id, t.channel FROM {_owing(scope)}
      JOIN touchpoint t ON t.client_id = o.client_id
     WHERE t.purpose = 'chase' AND t.occurred_on >= o.due_on AND t.occurred_on <= :today
     ORDER BY t.occurred_on, t.id
    """
    rows = reader.rows(sql, scope.parameters | {"owed_by": "client"})
    found = grouped((row[0], _contacted(row)) for row in rows)
    return {client: tuple(all_) for client, all_ in found.items()}


def last_talks(reader: Reader, scope: Scope) -> dict[int, Contacted]:
    """Return the last conversation that wasn't a chase with each client who owes us something."""
    sql = f"""
    SELECT t.client_id, t.occurred_on, t.id, t.channel FROM {_owing(scope)}
      JOIN touchpoint t ON t.id =
        (SELECT v.id FROM touchpoint v
          WHERE v.client_id = o.client_id AND v.channel IN ({VOICE}) AND v.occurred_on <= :today
            AND (v.purpose IS NULL OR v.purpose <> 'chase')
          ORDER BY v.occurred_on DESC, v.id DESC LIMIT 1)
    """
    rows = reader.rows(sql, scope.parameters | {"owed_by": "client"})
    return {row[0]: _contacted(row) for row in rows}


def _owing(scope: Scope) -> str:
    """Return the clients who owe us something, as a table `o`, with the day it was first due."""
    return f"""
      (SELECT x.client_id, min(x.due_on) AS due_on FROM commitment x
        WHERE {OWED} AND {scope.clients} GROUP BY x.client_id) o"""


def _contacted(row: Row) -> Contacted:
    _, on, number, channel = row
    return Contacted(date.fromisoformat(str(on)), number, channel in WRITTEN)


def mistakes(reader: Reader, scope: Scope, fixed_after: date) -> OfClients[Mistake]:
    """Return mistakes; what happened after today hasn't yet.

    Args:
        fixed_after: Those fixed up to this day are left out.
    """
    columns = select(
        Mistake,
        told_on="CASE WHEN x.told_on <= :today THEN x.told_on END",
        fixed_on="CASE WHEN x.fixed_on <= :today THEN x.fixed_on END",
    )
    sql = f"""
    SELECT x.client_id, {columns} FROM mistake x
     WHERE (x.fixed_on IS NULL OR x.fixed_on > :fixed_after) AND x.entered_on <= :today
       AND {scope.clients}
     ORDER BY x.id
    """
    parameters = scope.parameters | {"fixed_after": fixed_after.isoformat()}
    return of_clients(reader, Mistake, sql, parameters)


def reminders(reader: Reader, scope: Scope) -> OfClients[Reminder]:
    """Return the reminders that aren't done, and the yearly ones."""
    sql = f"""
    SELECT x.client_id, {select(Reminder)} FROM reminder x
     WHERE (x.done_on IS NULL OR x.done_on > :today OR x.yearly = 1) AND {scope.clients}
     ORDER BY x.id
    """
    return of_clients(reader, Reminder, sql, scope.parameters)


def birthdays(reader: Reader, scope: Scope, first: date, last: date) -> OfClients[Birthday]:
    """Return the birthdays in the months of a span."""
    months: list[str] = []
    day = first
    while day <= last and len(months) < MONTHS:
        months.append(f"x.birthday LIKE '%-{day.month:02}-%'")
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    sql = f"""
    SELECT x.client_id, {select(Birthday)} FROM contact x
     WHERE x.birthday IS NOT NULL AND ({" OR ".join(months) or "1 = 0"}) AND {scope.clients}
     ORDER BY x.id
    """
    return of_clients(reader, Birthday, sql, scope.parameters)


def finished_projects(
    reader: Reader, scope: Scope, finished_after: date
) -> OfClients[FinishedProject]:
    """Return the projects finished after a day, with the latest feedback about each."""
    columns = select(
        FinishedProject,
        feedback_on="""(SELECT max(f.given_on) FROM feedback f
                         WHERE f.project_id = x.id AND f.given_on <= :today)""",
        asked_on="CASE WHEN x.asked_on <= :today THEN x.asked_on END",
    )
    sql = f"""
    SELECT x.client_id, {columns} FROM project x
     WHERE x.finished_on > :after AND x.finished_on <= :today AND {scope.clients}
     ORDER BY x.finished_on, x.id
    """
    parameters = scope.parameters | {"after": finished_after.isoformat()}
    return of_clients(reader, FinishedProject, sql, parameters)


def last_voice(reader: Reader, client_ids: Iterable[int], today: date) -> dict[int, date]:
    """Return the day of the last voice touchpoint of each of these clients.

    A seek each: grouped, all of their history would be gone through.
    """
    sql = f"""
    SELECT v.id, v.voice_on FROM
      (SELECT c.id, {LAST_ON.format(of=f"t.channel IN ({VOICE})")} AS voice_on
         FROM client c WHERE c.id IN ({{ids}})) v
     WHERE v.voice_on IS NOT NULL
    """
    wanted = sorted(set(client_ids))
    return by_client(in_chunks(reader, sql, wanted, {"today": today.isoformat()}))
