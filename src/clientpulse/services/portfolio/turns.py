"""Who is due to be asked, now or soon."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from clientpulse.cadence.engine import ALL, due_items
from clientpulse.cadence.items import LATER
from clientpulse.cadence.policy import Policy
from clientpulse.services.facts.reading import read_facts
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.turns import TurnsView


def turns(
    reader: Reader, today: date, policy: Policy, selection: Selection, rules: Collection[str]
) -> TurnsView:
    """List who is to be asked by these rules now or soon, and who comes next."""
    everyone = [one.facts for one in read_facts(reader, selection, policy, today)]
    found = [one for one in due_items(everyone, policy, today, statuses=ALL) if one.rule in rules]
    found.sort(key=lambda one: (one.act_by, one.due_on, one.client, one.ref_id or 0))
    return TurnsView(
        today,
        tuple(one for one in found if one.status != LATER),
        next((one for one in found if one.status == LATER), None),
        len(everyone),
        selection.whose,
    )
