"""The order of work, and the status of a client."""

from __future__ import annotations

from collections.abc import Iterable

from clientpulse.cadence.items import DUE, LATER, OVERDUE, SOON, TODAY, DueItem
from clientpulse.cadence.rule_book import RULES

_RANK = {TODAY: 0, OVERDUE: 2, DUE: 3, SOON: 4, LATER: 5}
_RANK_OF_THE_FIRST = 1

Place = tuple[int, float, str, str, int, str]
"""Where an item stands in the order of work: places compare like the items they belong to."""


def sort_key(item: DueItem) -> Place:
    """Place an item in the order of work.

    Today's come first. Straight after them stands what the client wasn't told yet, whatever its
    status. Then come the overdue by urgency, greatest first, then the others by status and due
    date; ties by client name, then rule. The due date and the key settle what is still equal, so
    that the order never depends on the order of the input.
    """
    ordinal = item.due_on.toordinal()
    weight = -urgency(item) if item.status == OVERDUE else ordinal
    rank = _RANK_OF_THE_FIRST if RULES[item.rule].first else _RANK[item.status]
    return (rank, weight, item.client, item.rule, ordinal, item.key)


def urgency(item: DueItem) -> float:
    """Return how many times its own interval, or what its rule ranks by, an item is overdue."""
    days = RULES[item.rule].late
    if days is None and item.interval is not None:
        return item.days_overdue / item.interval.days
    return item.days_overdue / (days or 1)


def worst_status(statuses: Iterable[str]) -> str | None:
    """Return the most pressing of some statuses, or None of none."""
    return min(statuses, key=_RANK.__getitem__, default=None)
