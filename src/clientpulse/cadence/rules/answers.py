"""When a question to a client counts as answered."""

from __future__ import annotations

from datetime import date, timedelta

WEEK = timedelta(days=7)
DAYS_TO_ASK = 365
"""A question that nobody asked is dropped so many days after it was due."""

_DAY = timedelta(days=1)


def answered_from(since: date, act_by: date, due_on: date) -> date:
    """Return the day from which a question that is due counts as asked.

    It is a week before it is due, or the day on which it has to be asked where days off bring that
    forward further: what is asked for can always be done. But never the day it counts from.
    """
    the_day_after = since + _DAY if since < due_on else due_on
    if due_on - since <= WEEK:
        return the_day_after
    return max(the_day_after, min(act_by, due_on - WEEK))


def is_too_old(due_on: date, today: date) -> bool:
    """Tell whether a question has waited for so long that nobody asks it any more."""
    return (today - due_on).days > DAYS_TO_ASK
