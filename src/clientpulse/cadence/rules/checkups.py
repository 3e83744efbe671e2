"""A look at the relationship as a whole."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.first_time import first_due
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import OVERDUE, DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.wording import near_or_weekday, weekday_date

FIRST_CHECKUP = Interval(3, "m")


def checkup(facts: Facts, policy: Policy, today: date, interval: Interval) -> Found:
    """Find that it is time for one, the first time rather soon."""
    since = last_on = facts.checkup_on
    if since is None:
        since = facts.asked_since
        interval = min(interval, FIRST_CHECKUP, key=lambda one: one.days)
        due_on = first_due(facts, policy, interval)
    else:
        due_on = interval.after(since)
    return (Finding(due_on, policy.act_by(due_on, since), interval, since, last_on),)


def checkup_reason(item: DueItem, today: date) -> str:
    """Say since when there was none, or when it is time."""
    due = near_or_weekday(item.due_on, today)
    if item.last_on is None:
        was_due = f"no check-up yet; the first was due {due}"
        return was_due if item.status == OVERDUE else f"first check-up due {due}"
    how_often = "" if item.interval is None else f"; done {item.interval.adverb()}"
    if item.status == OVERDUE:
        return f"no check-up since {weekday_date(item.last_on, today)}{how_often}"
    return f"check-up due {due}{how_often}"
