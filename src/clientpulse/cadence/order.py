"""The order of work: in which class an item stands, and where within it."""

from __future__ import annotations

from clientpulse.cadence.items import DUE, LATER, OVERDUE, SOON, TODAY, DueItem
from clientpulse.cadence.rule import OCCASIONS, OWED, QUESTIONS, SILENCE, UNTOLD
from clientpulse.cadence.rule_book import RULES

MEETINGS_TODAY, DUE_NOW, DUE_SOON, NOT_YET = 1, 6, 8, 9

CLASSES = (
    *(MEETINGS_TODAY, UNTOLD, OWED, SILENCE, OCCASIONS, DUE_NOW, QUESTIONS, DUE_SOON, NOT_YET),
)
"""What stands first comes first; what isn't due yet is listed by nothing but `show`."""

_OF_STATUS = {TODAY: MEETINGS_TODAY, DUE: DUE_NOW, SOON: DUE_SOON, LATER: NOT_YET}

_AFTER_ALL_TIMES = "99:99"

DIGITS = 9
"""Urgency is rounded, so that what is equal on paper is equal here, whatever the weight."""

Place = tuple[int, str, float, int, str, str, int, str]
"""Where an item stands in the order of work: places compare like the items they belong to."""


def class_of(item: DueItem) -> int:
    """Return which of `CLASSES` an item belongs to."""
    overdue_class = RULES[item.rule].overdue_class
    if overdue_class == UNTOLD or item.status == OVERDUE:
        return overdue_class
    return _OF_STATUS[item.status]


def sort_key(item: DueItem) -> Place:
    """Place an item in the order of work.

    Within its class, a meeting of today stands by its time, untimed ones last; what is overdue by
    its urgency, greatest first; all others by due date, then by the class they would have overdue.
    Ties are settled by client name, then rule. The due date and the key settle what is still
    equal, so that the order never depends on the order of the input.
    """
    class_, ordinal = class_of(item), item.due_on.toordinal()
    overdue = class_ in (OWED, SILENCE, OCCASIONS, QUESTIONS)
    return (
        class_,
        item.at or _AFTER_ALL_TIMES,
        -urgency(item) if overdue else ordinal,
        RULES[item.rule].overdue_class,
        item.client,
        item.rule,
        ordinal,
        item.key,
    )


def urgency(item: DueItem) -> float:
    """Return how many times what its rule ranks by, its own interval or some days, it is overdue.

    Where a client hears from us or doesn't, its weight counts.
    """
    rule = RULES[item.rule]
    days = rule.late(item) if callable(rule.late) else rule.late
    weight = item.weight if rule.overdue_class == SILENCE else 1
    return round(item.days_overdue * weight / days, DIGITS)
