"""From when the cadence of a file's clients counts, since it doesn't know their last contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from clientpulse.cadence import spread
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.services.facts.policy import cadence_of
from clientpulse.views.coming_up import ComingUp

if TYPE_CHECKING:
    from clientpulse.services.importing.plan import PlannedClient


def set_clocks(planned: Iterable[PlannedClient], policy: Policy, today: date) -> list[ComingUp]:
    """Give each client its clock's start, and say when those of each cadence come up.

    Those with the same interval are spread over the workdays of the first one, by key. It begins
    with the import, or with the client's start where that is still to come.
    """
    together: dict[tuple[Interval | None, date], list[tuple[PlannedClient, Cadence]]] = {}
    for client in sorted(planned, key=lambda one: str(one.values["key"])):
        agreed = (client.values[f"{kind}_interval"] for kind in ("meeting", "update"))
        cadence = replace(cadence_of(policy, *agreed), update_from=None)
        begins_on = max(today, client.values["started_on"])
        interval = cadence.update or cadence.meeting
        together.setdefault((interval, begins_on), []).append((client, cadence))
    clock_for, first_day = cache(spread.clock_for), cache(spread.first_day)
    found: dict[Cadence, list[date]] = {}
    counts: Counter[Cadence] = Counter()
    for (interval, begins_on), clients in together.items():
        days = () if interval is None else spread.spread(len(clients), interval, policy, begins_on)
        for (client, cadence), day in zip_longest(clients, days):
            start = begins_on if day is None else clock_for(cadence, policy, day)
            client.values["clock_on"] = start
            counts[cadence] += 1
            if interval is not None:
                found.setdefault(cadence, []).append(first_day(cadence, policy, start))
    return [
        ComingUp(one, count, min(days, default=None), max(days, default=None))
        for one, count in counts.most_common()
        for days in (found.get(one, ()),)
    ]
