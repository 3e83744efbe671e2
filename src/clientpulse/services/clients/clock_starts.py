"""From when the cadence of several clients counts at once: they come up bit by bit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from clientpulse.cadence import spread
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import NO_RULES, Cadence, Policy, RuleIntervals
from clientpulse.records import Client
from clientpulse.services.facts.policy import all_own_rules, cadence_of
from clientpulse.store import queries
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

FEWEST = 2
"""One alone comes up an interval from today, as it does when it is edited alone."""

Whose = TypeVar("Whose")


class Start(NamedTuple, Generic[Whose]):
    """From when a cadence counts, and when its first update or meeting comes up, if any does."""

    whose: Whose
    cadence: Cadence
    clock_on: date
    first_on: date | None


def clock_starts(
    clients: Iterable[tuple[Whose, Cadence, date]], policy: Policy
) -> Iterator[Start[Whose]]:
    """Spread those with the same interval over the workdays of the first one, in their order.

    Args:
        clients: Each with the day on which that one begins.
    """
    together: dict[tuple[Interval | None, date], list[tuple[Whose, Cadence]]] = {}
    for whose, cadence, begins_on in clients:
        interval = cadence.update or cadence.meeting
        together.setdefault((interval, begins_on), []).append((whose, cadence))
    clock_for, first_day = cache(spread.clock_for), cache(spread.first_day)
    for (interval, begins_on), group in together.items():
        days = () if interval is None else spread.spread(len(group), interval, policy, begins_on)
        for (whose, cadence), day in zip_longest(group, days):
            start = begins_on if day is None else clock_for(cadence, policy, day)
            first = None if interval is None else first_day(cadence, policy, start)
            yield Start(whose, cadence, start, first)


def spread_new_cadences(
    unit: UnitOfWork, today: date, policy: Policy, before: Sequence[Client]
) -> None:
    """Spread the first updates and meetings of clients that were given a cadence together.

    Those of whom nobody knows when they last heard from us would all come up on one day.

    Args:
        before: The clients as they were.
    """
    then = {one.id: one for one in before}
    rules = all_own_rules(unit.reader)
    not_reached = queries.clients.not_reached(unit.reader)
    anew = [
        (one.id, _cadence(one, policy, rules.get(one.id, NO_RULES)), one.clock_on)
        for one in queries.clients.select(unit.reader, Selection())
        if one.id in then and one.id in not_reached and _agreed(one) != _agreed(then[one.id])
        if one.clock_on is not None and one.clock_on >= today
    ]
    if len(anew) < FEWEST:
        return
    for start in clock_starts(anew, policy):
        unit.update_all(Client, [start.whose], clock_on=start.clock_on)


def _agreed(client: Client) -> tuple[str | None, str | None]:
    return client.meeting_interval, client.update_interval


def _cadence(client: Client, policy: Policy, own: RuleIntervals) -> Cadence:
    return replace(cadence_of(policy, *_agreed(client), own), update_from=None)
