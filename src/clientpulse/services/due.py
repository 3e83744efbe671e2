"""Whom to contact today: the question the program answers each morning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from clientpulse.cadence.engine import clients_in_order, due_items, items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import ACTIONABLE, LATER, OVERDUE, SOON, sort_key
from clientpulse.cadence.policy import Policy
from clientpulse.services.cadences import read_facts, with_channels
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.due import DaysOff, DueRow, DueView, QuietDay
from clientpulse.views.local_time import LocalTime


def due(
    reader: Reader,
    today: date,
    policy: Policy,
    selection: Selection,
    *,
    within: Interval | None = None,
    limit: int | None = None,
    items_limit: int | None = None,
    now: datetime | None = None,
    dial: tuple[int, str] | None = None,
) -> DueView:
    """List what is to be done.

    Args:
        reader: The store.
        today: The day it is.
        policy: The rules of the house.
        selection: Which clients.
        within: Also list what is due soon, and how far ahead soon is.
        limit: No more clients than this.
        items_limit: No more items than this, for formats that list them one by one.
        now: This moment, for the time of day where clients are; None leaves it out.
        dial: The weekday (Monday is 0) and the time of day to smile and dial, where one is set.

    Returns:
        The list, one row a client, the most urgent first.
    """
    until = today if within is None else within.after(today)
    known: dict[str, tuple[int, str | None, Facts]] = {}
    for client_id, owner, facts in read_facts(reader, selection, policy, today, until=until):
        known[facts.key] = (client_id, owner, facts)
    statuses = ACTIONABLE if within is None else ACTIONABLE | {SOON}
    everyone = (facts for _, _, facts in known.values())
    order = clients_in_order(everyone, policy, today, within, statuses)
    shown = list(order)[:limit]

    # The channels are read for the clients that are shown only: one seek less for all others.
    rows = []
    local = _local_times(reader, [known[key][0] for key in shown], now)
    for key in shown:
        client_id, owner, facts = known[key]
        facts = with_channels(reader, client_id, facts, today)
        rows.append(
            DueRow(
                tuple(
                    item
                    for item in items_for(facts, policy, today, within)
                    if item.status in statuses
                ),
                facts.last_reach_on,
                facts.last_reach_channel,
                facts.cadence,
                owner,
                local.get(client_id),
            )
        )
    listed = sorted((item for row in rows for item in row.items), key=sort_key)
    return DueView(
        today=today,
        rows=tuple(rows),
        items=tuple(listed[:items_limit]),
        more=len(order) - len(shown),
        overdue=sum(status == OVERDUE for status in order.values()),
        quiet=None if order else _quiet_day(reader, today, policy, selection),
        days_off=_days_off(policy, today, (known[key][2] for key in order)),
        dial_at=dial[1] if dial is not None and dial[0] == today.weekday() else None,
    )


def _local_times(
    reader: Reader, client_ids: list[int], now: datetime | None
) -> dict[int, LocalTime]:
    """Return what time it is where these clients are, where that is known."""
    places = () if now is None else queries.clients.places(reader, client_ids)
    if not places or now is None:
        return {}
    from clientpulse.services.local_time import local_time

    found = ((client_id, local_time(now, zone, hours)) for client_id, zone, hours in places)
    return {client_id: local for client_id, local in found if local is not None}


def _days_off(policy: Policy, today: date, waiting: Iterable[Facts]) -> DaysOff | None:
    """Say on a day off until when they last, and up to the first workday after what came up.

    Args:
        policy: The rules of the house.
        today: The day it is.
        waiting: The clients for whom there is something to do.
    """
    for starts_on, ends_on in policy.days_off:
        if starts_on <= today <= ends_on:
            return DaysOff(starts_on, ends_on, None)
        if ends_on < today <= policy.workday_after(ends_on):
            came_up = sum(
                any(starts_on <= item.due_on <= ends_on for item in items_for(one, policy, today))
                for one in waiting
            )
            return DaysOff(starts_on, ends_on, came_up)
    return None


def _quiet_day(reader: Reader, today: date, policy: Policy, selection: Selection) -> QuietDay:
    """Look at everybody, to say what comes next and why nothing is due."""
    everyone = [facts for _, _, facts in read_facts(reader, selection, policy, today)]
    ahead = due_items(everyone, policy, today, statuses=frozenset({SOON, LATER}))
    return QuietDay(
        clients=len(everyone) or queries.clients.count(reader),
        chosen=len(everyone),
        next_item=min(ahead, key=lambda item: (item.act_by, sort_key(item)), default=None),
        resting=sum(facts.is_paused(today) or facts.is_snoozed(today) for facts in everyone),
        with_cadence=sum(
            facts.cadence.meeting is not None or facts.cadence.update is not None
            for facts in everyone
        ),
    )
