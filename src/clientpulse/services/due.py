"""Whom to contact today: the question the program answers each morning."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.engine import clients_in_order, due_items, items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import ACTIONABLE, LATER, OVERDUE, SOON, sort_key
from clientpulse.cadence.policy import Policy
from clientpulse.services.cadences import read_facts, with_channels
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.due import DueRow, DueView, QuietDay


def due(
    reader: Reader,
    today: date,
    policy: Policy,
    selection: Selection,
    *,
    within: Interval | None = None,
    limit: int | None = None,
    items_limit: int | None = None,
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
    )


def _quiet_day(reader: Reader, today: date, policy: Policy, selection: Selection) -> QuietDay:
    """Look at everybody, to say what comes next and why nothing is due."""
    everyone = [facts for _, _, facts in read_facts(reader, selection, policy, today)]
    ahead = due_items(everyone, policy, today, statuses=frozenset({SOON, LATER}))
    return QuietDay(
        clients=len(everyone) or queries.count_clients(reader),
        chosen=len(everyone),
        next_item=min(ahead, key=lambda item: (item.act_by, sort_key(item)), default=None),
        resting=sum(facts.is_paused(today) or facts.is_snoozed(today) for facts in everyone),
        with_cadence=sum(
            facts.cadence.meeting is not None or facts.cadence.update is not None
            for facts in everyone
        ),
    )
