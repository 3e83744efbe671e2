"""Reading our days off; changing them is ``away``, which needs the writing half of the store."""

from __future__ import annotations

from datetime import date, timedelta

from clientpulse.cadence.policy import Policy
from clientpulse.records import Away
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.away import DaysOffView, Span


def days_off(
    reader: Reader, today: date, policy: Policy, *, include_closed: bool = False
) -> DaysOffView:
    """List our days off, the earliest first.

    Args:
        reader: The store.
        today: The day it is.
        policy: The rules of the house; its workdays count.
        include_closed: Those that are over too.
    """
    spans = tuple(
        Span(one, workdays_off(one, policy))
        for one in queries.away.select(reader)
        if include_closed or one.ends_on >= today
    )
    return DaysOffView(today, spans)


def workdays_off(away: Away, policy: Policy) -> int:
    """Count the days off on which there would have been work."""
    days = range((away.ends_on - away.starts_on).days + 1)
    return sum(
        (away.starts_on + timedelta(days=number)).weekday() in policy.workdays for number in days
    )
