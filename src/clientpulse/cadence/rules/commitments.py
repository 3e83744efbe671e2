"""What was promised: by us, and by the client."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.open_items import Contacted, OpenItems
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.wording import in_short, near_or_weekday, weekday_date

CALL_FROM = 3
"""So often asked for, and another letter is one too many: it is time to ring them."""

_DAY = timedelta(days=1)


def promise(facts: Facts, policy: Policy, today: date) -> Found:
    """Find what we promised for a day."""
    return tuple(
        Finding(one.due_on, policy.workday_on_or_before(one.due_on), what=one.what, ref_id=one.id)
        for one in facts.open_items.promises
    )


class ChaseSeries(NamedTuple):
    """All chases of one client for what is owed: the third says more than the first.

    Args:
        since: The day the first ask was due, or the one of the latest conversation after it.
        talked: Whether it is a conversation.
        chases: Those since then, rising.
    """

    since: date
    talked: bool
    chases: tuple[Contacted, ...]

    @classmethod
    def of(cls, still_open: OpenItems) -> ChaseSeries | None:
        """Return the series of a client, None where nothing is owed for a day.

        A conversation that wasn't itself a chase starts it anew.
        """
        if not still_open.asks:
            return None
        since, talked = min(one.due_on for one in still_open.asks), still_open.talked
        if talked is None or talked.on < since:
            return cls(since, False, tuple(one for one in still_open.chases if one.on > since))
        later = (one for one in still_open.chases if (one.on, one.id) > (talked.on, talked.id))
        return cls(talked.on, True, tuple(later))

    def next_on(self, interval: Interval) -> date:
        """Return when to chase next: for the first time the day after, then after each chase.

        Only the first three that were written count there; from then on a call is what is due.
        """
        written = islice((one for one in self.chases if one.written), CALL_FROM)
        counted = {*written, *(one for one in self.chases if not one.written)}
        if counted:
            return interval.after(max(one.on for one in counted))
        if self.talked:
            return interval.after(self.since)
        return self.since + _DAY if self.since < date.max else date.max


def chase(facts: Facts, policy: Policy, today: date, interval: Interval) -> Found:
    """Find what the client owes us: one item for all of it.

    What is named is what is owed for longest; what is counted is owed by today.
    """
    asks = facts.open_items.asks
    series = ChaseSeries.of(facts.open_items)
    if series is None:
        return ()
    due_on = series.next_on(interval)
    first = min(asks, key=lambda one: (one.due_on, one.id))
    return (
        Finding(
            due_on,
            due_on,
            since=first.due_on,
            what=first.what,
            ref_id=first.id,
            owed=sum(one.due_on < today for one in asks),
            chased=len(series.chases),
        ),
    )


def chase_reason(item: DueItem, today: date) -> str:
    """Say what and since when, or by when it was asked for."""
    asked_for = item.due_on if item.since is None else item.since
    if not item.owed:
        return f"they owe you {in_short(item.what)} by {near_or_weekday(asked_for, today)}"
    more = f", and {item.owed - 1} more" if item.owed > 1 else ""
    owed = f"they owe you {in_short(item.what)} since {weekday_date(asked_for, today)}{more}"
    return f"{owed}; reminded {times(item.chased)}" if item.chased else owed


def chase_suggestion(item: DueItem) -> str:
    """Ask differently each time, and in the end by voice."""
    if item.chased >= CALL_FROM:
        return "call them: a voice is harder to put off"
    return (
        "ask for it, friendly and firm",
        "ask again, and mention the first time",
        "ask once more, and propose a call",
    )[item.chased]


def chase_command(item: DueItem) -> str:
    """Write it, or after three of them log the call."""
    if item.chased >= CALL_FROM:
        return "pulse log {key} -c call --chase"
    return "pulse draft chase {key} --log"


def times(count: int) -> str:
    """Say how often: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
