"""What was promised: by us, and by the client."""

from __future__ import annotations

from datetime import date, timedelta

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.open_items import Commitment
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.wording import in_short, near_or_weekday, short_date

_DAY = timedelta(days=1)


def promise(facts: Facts, policy: Policy, today: date) -> Found:
    """Find what we promised for a day."""
    return tuple(
        Finding(one.due_on, policy.workday_on_or_before(one.due_on), what=one.what, ref_id=one.id)
        for one in facts.open_items.promises
    )


def chase(facts: Facts, policy: Policy, today: date, interval: Interval) -> Found:
    """Find what the client owes us: one item for all of it.

    It is chased from the day after its date, and again some days after each chase that came
    after that date. What is named is what is owed for longest; what is counted is owed by today.
    """
    asks = facts.open_items.asks
    if not asks:
        return ()
    due_on = min(_chase_on(one, facts.open_items.chased_on, interval) for one in asks)
    first = min(asks, key=lambda one: (one.due_on, one.id))
    owed = sum(one.due_on < today for one in asks)
    return (
        Finding(due_on, due_on, since=first.due_on, what=first.what, ref_id=first.id, owed=owed),
    )


def chase_reason(item: DueItem, today: date) -> str:
    """Say what and since when, or by when it was asked for."""
    asked_for = item.due_on if item.since is None else item.since
    if not item.owed:
        return f"they owe you {in_short(item.what)} by {near_or_weekday(asked_for, today)}"
    more = f", and {item.owed - 1} more" if item.owed > 1 else ""
    return f"they owe you {in_short(item.what)} since {short_date(asked_for, today)}{more}"


def _chase_on(ask: Commitment, chased_on: date | None, interval: Interval) -> date:
    if chased_on is not None and chased_on > ask.due_on:
        return interval.after(chased_on)
    return ask.due_on + _DAY if ask.due_on < date.max else date.max
