"""Pauses and snoozes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from clientpulse.records import Rest
from clientpulse.store.queries.of_clients import OfClients, Scope, by_client, of_clients, select
from clientpulse.store.queries.values import read
from clientpulse.store.reader import Reader


class Span(NamedTuple):
    """The first day of a pause or a snooze, and the day on which it is over."""

    starts_on: date
    ends_on: date


def spans(reader: Reader, scope: Scope) -> OfClients[Span]:
    """Return every pause and snooze that had begun; one without an end never ends."""
    columns = select(Span, ends_on="coalesce(x.ends_on, '9999-12-31')")
    sql = f"""
    SELECT x.client_id, {columns} FROM rest x
     WHERE x.starts_on <= :today AND {scope.clients} ORDER BY x.starts_on, x.id
    """
    return of_clients(reader, Span, sql, scope.parameters)


def of_one(reader: Reader, client_id: int) -> list[Rest]:
    """Return a client's pauses and snoozes, the first ones first."""
    return read(reader, Rest, "x.starts_on, x.id", client_id=client_id)


def current(reader: Reader, client_id: int, kind: str, today: date) -> Rest | None:
    """Return the pause or the snooze in which a client is."""
    lasting = "x.starts_on <= :today AND (x.ends_on IS NULL OR x.ends_on > :today)"
    parameters = {"client_id": client_id, "kind": kind, "today": today.isoformat()}
    found = read(reader, Rest, "x.starts_on DESC, x.id DESC", lasting, **parameters)
    return found[0] if found else None


def lasting(reader: Reader, kind: str, today: date) -> dict[int, date]:
    """Return, by client, since when those that are in a pause or a snooze have been in it."""
    sql = """
    SELECT x.client_id, max(x.starts_on) FROM rest x
     WHERE x.kind = :kind AND x.starts_on <= :today AND (x.ends_on IS NULL OR x.ends_on > :today)
     GROUP BY x.client_id
    """
    return by_client(reader.rows(sql, {"kind": kind, "today": today.isoformat()}))
