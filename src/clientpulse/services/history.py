"""What happened, newest first; and one client whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.policy import Policy
from clientpulse.records import Touchpoint
from clientpulse.services import lookup
from clientpulse.services.facts.reading import facts_of
from clientpulse.services.local_time import local_time
from clientpulse.services.portfolio.report import one_row
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter, Selection
from clientpulse.views.history import HistoryView, ShowView

__all__ = ["HistoryFilter", "history", "show"]


def history(
    reader: Reader, today: date, wanted: HistoryFilter, client: str | None = None
) -> HistoryView:
    """List touchpoints.

    Args:
        reader: The store.
        today: The day it is.
        wanted: Which ones.
        client: The name of the only client they are of.
    """
    one_more = None if wanted.limit is None else wanted.limit + 1
    found = tuple(queries.touchpoints.select(reader, replace(wanted, limit=one_more)))
    shown = found[: wanted.limit]
    return HistoryView(
        today,
        _with_attendees(reader, shown),
        len(found) > len(shown),
        client,
        wanted.since,
        wanted.until,
    )


def show(
    reader: Reader,
    today: date,
    policy: Policy,
    client: lookup.Found,
    touchpoints: int,
    now: datetime | None = None,
) -> ShowView:
    """Return one client whole.

    Args:
        reader: The store.
        today: The day it is.
        policy: The rules of the house.
        client: The client.
        touchpoints: How many of the latest ones.
        now: The moment, with its timezone; None where the client's time of day doesn't matter.
    """
    facts = facts_of(reader, client.id, policy, today)
    row = one_row(reader, today, policy, client.id)
    if facts.archived:
        row = replace(row, status="archived")
    wanted = HistoryFilter(client_id=client.id, limit=touchpoints)
    stored = queries.clients.select(reader, Selection(client_id=client.id))[0]
    local = None
    if now is not None and stored.timezone is not None:
        local = local_time(now, stored.timezone, stored.hours)
    return ShowView(
        today=today,
        client=stored,
        row=row,
        contacts=tuple(queries.contacts.select(reader, client.id)),
        meetings=tuple(queries.meetings.select(reader, client_id=client.id)),
        touchpoints=_with_attendees(reader, tuple(queries.touchpoints.select(reader, wanted))),
        touchpoints_in_all=queries.touchpoints.count(reader, client.id),
        due=items_for(facts, policy, today),
        local=local,
    )


def _with_attendees(reader: Reader, found: tuple[Touchpoint, ...]) -> tuple[Touchpoint, ...]:
    named = queries.touchpoints.attendees(reader, [one.id for one in found])
    return tuple(replace(one, attendees=named[one.id]) if one.id in named else one for one in found)
