"""Smile and dial: whom to ring in this hour, and what to ask them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from clientpulse.cadence.channel import reaches
from clientpulse.cadence.engine import items_for
from clientpulse.cadence.items import ACTIONABLE, DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.records import Contact, Touchpoint
from clientpulse.services.ask_after import to_ask_after
from clientpulse.services.clients.listing import all_archived
from clientpulse.services.facts.open_items import moments_near
from clientpulse.services.facts.reading import facts_of
from clientpulse.services.local_time import local_time, next_opening
from clientpulse.services.portfolio import due
from clientpulse.store import queries
from clientpulse.store.queries import dial as dial_queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.queries.values import grouped
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter, Selection
from clientpulse.views.dial import Call, DialView, NobodyToRing, Rung

# What was said longer ago than so many touchpoints helps nobody in a call.
LOOKED_THROUGH = 200

DAYS_OF_REST = 7
"""Whoever we spoke with isn't rung again before so many days have passed."""


class _Client(NamedTuple):
    """A row of those that can be called; days as ISO texts."""

    id: int
    key: str
    name: str
    started_on: str
    clock_on: str | None
    timezone: str | None
    hours: str | None
    last_voice_on: str | None


def dial(
    reader: Reader,
    today: date,
    now: datetime,
    policy: Policy,
    selection: Selection,
    limit: int,
    office_hours: str,
    skip: int = 0,
) -> DialView:
    """Find whom to ring in this hour.

    Args:
        now: The moment, with our timezone.
        skip: How many of them are known already.
        office_hours: The hours of those whose own aren't known.

    Returns:
        Those with a phone that we spoke with the longest ago, or why there is nobody.
    """
    clients = [_Client(*row) for row in dial_queries.callable_clients(reader, selection, today)]
    rested = _not_rung_lately(clients, today)
    chosen = [one for one in sorted(rested, key=_silence) if _is_open(one, now, office_hours)]
    calls = tuple(_call(reader, one, now, policy, today) for one in chosen[skip:][:limit])
    more = max(0, len(chosen) - skip - len(calls))
    nobody = None
    if not chosen:
        opens = _next_opening(rested, now, office_hours)
        nobody = _nobody(reader, today, selection, len(clients), rested, opens)
    return DialView(today, now, calls, more, nobody, whose=selection.whose)


def everybody(
    reader: Reader,
    today: date,
    now: datetime,
    policy: Policy,
    selection: Selection,
    office_hours: str,
) -> DialView:
    """Find all whom to ring in this hour, without what was said and what is open with each.

    So the questions don't grow in number with the clients.

    Args:
        now: The moment, with our timezone.
        office_hours: The hours of those whose own aren't known.
    """
    view = dial(reader, today, now, policy, selection, 0, office_hours)
    if view.nobody is not None:
        return view
    clients = [_Client(*row) for row in dial_queries.callable_clients(reader, selection, today)]
    chosen = [one for one in _not_rung_lately(clients, today) if _is_open(one, now, office_hours)]
    people = grouped((one.client_id, one) for one in queries.contacts.select(reader))
    items = {row.client_id: row.first for row in due.due(reader, today, policy, selection).rows}
    return replace(
        view,
        items=tuple(
            _known(one, people[one.id], items.get(one.id), now)
            for one in sorted(chosen, key=_silence)
        ),
        more=0,
    )


def rung(reader: Reader, today: date, selection: Selection) -> Rung:
    """Count the calls of today."""
    meant = {number for number, _, _ in queries.clients.names(reader, selection)}
    calls = HistoryFilter(since=today, until=today, channel="call")
    found = [one for one in queries.touchpoints.select(reader, calls) if one.client_id in meant]
    return Rung(len(found), sum(one.minutes or 0 for one in found))


def _is_open(one: _Client, now: datetime, office_hours: str) -> bool:
    """Tell whether a client can be rung; where their clock isn't known, ours tells."""
    hours = one.hours or office_hours
    local = local_time(now, one.timezone, hours) or local_time(now, None, office_hours)
    return local is None or local.open is not False


def _not_rung_lately(clients: Sequence[_Client], today: date) -> list[_Client]:
    latest = (today - timedelta(days=DAYS_OF_REST)).isoformat()
    return [one for one in clients if one.last_voice_on is None or one.last_voice_on <= latest]


def _silence(one: _Client) -> tuple[str, str, str]:
    """Sort by how long we haven't spoken, at most since the start."""
    return one.last_voice_on or one.started_on, one.name.casefold(), one.key


def _known(one: _Client, people: Sequence[Contact], item: DueItem | None, now: datetime) -> Call:
    """Return a call without what was said and what is open."""
    person = next(who for who in people if who.phone and who.phone.strip(" "))
    return Call(
        client_id=one.id,
        client=one.name,
        key=one.key,
        contact=person.name,
        phone=person.phone or "",
        local=local_time(now, one.timezone, one.hours),
        item=item,
        last_voice_on=queries.values.day(one.last_voice_on),
        started_on=date.fromisoformat(one.started_on),
        clock_on=queries.values.day(one.clock_on),
    )


def _call(reader: Reader, one: _Client, now: datetime, policy: Policy, today: date) -> Call:
    people = tuple(queries.contacts.select(reader, one.id))
    told = _last_talk(reader, one.id, today)
    items = items_for(facts_of(reader, one.id, policy, today), policy, today)
    moments = moments_near(reader, Scope(one.id, today), policy)
    first = next((item for item in items if item.status in ACTIONABLE), None)
    return replace(
        _known(one, people, first, now),
        last_note=None if told is None else told.note,
        last_note_on=None if told is None else told.occurred_on,
        ask_after=to_ask_after(moments.get(one.id, ()), people, today),
        open=tuple(queries.commitments.select(reader, client_id=one.id)),
    )


def _last_talk(reader: Reader, client_id: int, today: date) -> Touchpoint | None:
    """Return the last touchpoint that says what it was about: one that reached them, if any."""
    latest = HistoryFilter(client_id=client_id, until=today)
    told = None
    for one in islice(queries.touchpoints.select(reader, latest), LOOKED_THROUGH):
        if one.note and one.note.strip():
            if reaches(one.channel, one.direction):
                return one
            told = told or one
    return told


def _next_opening(
    rested: Sequence[_Client], now: datetime, office_hours: str
) -> tuple[datetime | None, str | None]:
    """Return when the first of them is at work again, and who that is."""
    openings = [
        (moment, one.name)
        for one in rested
        if (moment := next_opening(now, one.timezone, one.hours or office_hours))
    ]
    return min(openings, default=(None, None))


def _nobody(
    reader: Reader,
    today: date,
    selection: Selection,
    with_phone: int,
    rested: Sequence[_Client],
    opens: tuple[datetime | None, str | None],
) -> NobodyToRing:
    """Look at everybody, to say why there is nobody, and who can be rung first."""
    return NobodyToRing(
        clients=queries.clients.count(reader),
        all_archived=all_archived(reader),
        chosen=dial_queries.count_chosen(reader, selection),
        with_phone=with_phone,
        resting=dial_queries.count_resting(reader, selection, today),
        rung_lately=with_phone - len(rested),
        closed=len(rested),
        opens_at=opens[0],
        opens=opens[1],
    )
