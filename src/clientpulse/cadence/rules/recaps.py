"""What was agreed in a conversation, written down for the client."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Policy


def recap(facts: Facts, policy: Policy, today: date, interval: Interval | None) -> Found:
    """Find the first conversation that isn't written down yet; it is, the workday after."""
    held_on = facts.conversation_on
    if held_on is None:
        return ()
    due_on = policy.workday_after(held_on) if interval is None else interval.after(held_on)
    return (Finding(due_on, due_on, since=held_on, last_on=held_on),)
