"""Smile and dial: whom to ring in this hour, and what to ask them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from clientpulse.cadence.channel import reaches
from clientpulse.cadence.policy import Policy
from clientpulse.records import Touchpoint
from clientpulse.services.ask_after import to_ask_after
from clientpulse.services.facts.open_items import moments_near
from clientpulse.services.local_time import at_work, next_opening
from clientpulse.store import queries
from clientpulse.store.queries import dial as dial_queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader, Row
from clientpulse.store.selection import HistoryFilter, Selection
from clientpulse.views.dial import Call, DialView, NobodyToRing
from clientpulse.views.local_time import LocalTime

# What was said longer ago than so many touchpoints helps nobody in a call.
LOOKED_THROUGH = 200

DAYS_OF_REST = 7
"""Whoever we spoke with isn't rung again before so many days have passed."""


class _Candidate(NamedTuple):
    row: Row
    last_voice_on: str | None
    local: LocalTime | None


def dial(
    reader: Reader,
    today: date,
    now: datetime,
    policy: Policy,
    selection: Selection,
    limit: int,
) -> DialView:
    """Find whom to ring in this hour.

    Args:
        now: The moment, with our timezone.

    Returns:
        Those with a phone that we spoke with the longest ago, or why there is nobody.
    """
    rows = list(dial_queries.callable_clients(reader, selection, today))
    rested = _not_rung_lately(rows, today)
    chosen: list[_Candidate] = []
    more = 0
    for row in sorted(rested, key=_silence):
        local = None
        if row[4] is not None or row[5] is not None:
            local = at_work(now, row[4], row[5])
        if local is not None and local.open is False:
            continue
        if len(chosen) < limit:
            chosen.append(_Candidate(row, row[6], local))
        else:
            more += 1
    calls = tuple(_call(reader, one, policy, today) for one in chosen)
    nobody = None if calls else _nobody(reader, today, now, selection, rows, rested)
    return DialView(today, now, calls, more, nobody)


def _not_rung_lately(rows: Sequence[Row], today: date) -> list[Row]:
    latest = (today - timedelta(days=DAYS_OF_REST)).isoformat()
    return [row for row in rows if row[6] is None or row[6] <= latest]


def _silence(row: Row) -> tuple[str, str, str]:
    """Sort by how long we haven't spoken, at most since the start."""
    return row[6] or row[3], row[2].casefold(), row[1]


def _call(reader: Reader, one: _Candidate, policy: Policy, today: date) -> Call:
    client_id, key, name, started_on = one.row[:4]
    people = tuple(queries.contacts.select(reader, client_id))
    person = next(who for who in people if who.phone and who.phone.strip(" "))
    told = _last_talk(reader, client_id, today)
    moments = moments_near(reader, Scope(client_id, today), policy)
    return Call(
        client_id=client_id,
        client=name,
        key=key,
        contact=person.name,
        phone=person.phone or "",
        local=one.local,
        last_voice_on=queries.values.day(one.last_voice_on),
        started_on=date.fromisoformat(started_on),
        last_note=None if told is None else told.note,
        last_note_on=None if told is None else told.occurred_on,
        ask_after=to_ask_after(moments.get(client_id, ()), people, today),
        open=tuple(queries.commitments.select(reader, client_id=client_id)),
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


def _nobody(
    reader: Reader,
    today: date,
    now: datetime,
    selection: Selection,
    rows: Sequence[Row],
    rested: Sequence[Row],
) -> NobodyToRing:
    """Look at everybody, to say why there is nobody, and who can be rung first."""
    opens_at, opens = None, None
    for row in rested:
        moment = next_opening(now, row[4], row[5])
        if moment is not None and (opens_at is None or (moment, row[2]) < (opens_at, opens)):
            opens_at, opens = moment, row[2]
    return NobodyToRing(
        clients=queries.clients.count(reader),
        chosen=dial_queries.count_chosen(reader, selection),
        with_phone=len(rows),
        resting=dial_queries.count_resting(reader, selection, today),
        rung_lately=len(rows) - len(rested),
        closed=len(rested),
        opens_at=opens_at,
        opens=opens,
    )
