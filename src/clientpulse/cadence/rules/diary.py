"""What stands in the diary: a meeting today, one that wasn't logged, one without a recap."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Policy


def appointment(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the meeting booked for today."""
    if facts.next_meeting_on != today:
        return ()
    return (Finding(today, today, at=facts.next_meeting_at),)


def outcome(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the booked meetings of the past that weren't logged."""
    return tuple(Finding(held_on, held_on) for held_on in facts.unlogged_meetings_on)


def recap(facts: Facts, policy: Policy, today: date, interval: Interval | None) -> Found:
    """Find the first conversation that isn't written down yet; it is, the workday after."""
    held_on = facts.conversation_on
    if held_on is None:
        return ()
    due_on = policy.workday_after(held_on) if interval is None else interval.after(held_on)
    return (Finding(due_on, due_on, since=held_on, last_on=held_on),)
