"""Who is listed today: all that a count needs, so that it loads no more."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.engine import due_items
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.services.facts.reading import Known, read_facts
from clientpulse.services.portfolio.asked import EVERYTHING, Asked
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection


def count(
    reader: Reader, today: date, policy: Policy, selection: Selection, asked: Asked = EVERYTHING
) -> int:
    """Return how many clients ``due`` lists."""
    return len(listed(reader, today, policy, selection, asked)[1])


def listed(
    reader: Reader, today: date, policy: Policy, selection: Selection, asked: Asked
) -> tuple[dict[str, Known], dict[str, list[DueItem]]]:
    """Return what is known of the clients by key, and of those who are listed what is to be done.

    Both in the order of work.
    """
    until = None if asked.within is None else asked.within.after(today)
    known = {
        one.facts.key: one
        for one in read_facts(reader, selection, policy, today, birthdays_until=until)
    }
    items: dict[str, list[DueItem]] = {}
    everyone = (one.facts for one in known.values())
    for item in asked.of(due_items(everyone, policy, today, asked.within, asked.listed)):
        items.setdefault(item.key, []).append(item)
    if asked.statuses:
        items = {key: of for key, of in items.items() if of[0].status in asked.statuses}
    return known, items
