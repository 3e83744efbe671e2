"""From when the cadence of a file's clients counts, since it doesn't know their last contact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.services.clients.clock_starts import clock_starts
from clientpulse.services.facts.policy import cadence_of, intervals
from clientpulse.views.coming_up import ComingUp

if TYPE_CHECKING:
    from clientpulse.services.importing.plan import PlannedClient


def set_clocks(planned: Iterable[PlannedClient], policy: Policy, today: date) -> list[ComingUp]:
    """Give each client its clock's start, and say when those of each cadence come up.

    It begins with the import, or with the client's start where that is still to come.
    """
    found: dict[Cadence, list[date]] = {}
    counts: Counter[Cadence] = Counter()
    for client, cadence, start, first_on in clock_starts(
        _beginning(planned, policy, today), policy
    ):
        client.values["clock_on"] = start
        counts[cadence] += 1
        if first_on is not None:
            found.setdefault(cadence, []).append(first_on)
    return [
        ComingUp(one, count, min(days, default=None), max(days, default=None))
        for one, count in counts.most_common()
        for days in (found.get(one, ()),)
    ]


def _beginning(
    planned: Iterable[PlannedClient], policy: Policy, today: date
) -> Iterator[tuple[PlannedClient, Cadence, date]]:
    for client in sorted(planned, key=lambda one: str(one.values["key"])):
        meeting, update = (client.values[f"{kind}_interval"] for kind in ("meeting", "update"))
        own = intervals(client.by_tags.rules)
        cadence = replace(cadence_of(policy, meeting, update, own), update_from=None)
        yield client, cadence, max(today, client.values["started_on"])
