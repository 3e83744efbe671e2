"""What stands in the diary: a meeting today, one that wasn't logged, one without a recap."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Policy

DAYS_TO_RECAP = 30
"""A recap that nobody sent is dropped so many days after it was due."""


def appointment(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the meeting booked for today."""
    if facts.next_meeting_on != today:
        return ()
    return (Finding(today, today, at=facts.next_meeting_at),)


def outcome(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the booked meetings of the past that weren't logged."""
    return tuple(Finding(held_on, held_on) for held_on in facts.unlogged_meetings_on)


def recap(facts: Facts, policy: Policy, today: date, interval: Interval | None) -> Found:
    """Find the first conversation that isn't written down yet and still can be.

    It is named by its number where nothing that was agreed is known.
    """
    for one in facts.conversations:
        held_on = one.occurred_on
        due_on = recap_due_on(held_on, policy, interval)
        if not is_past_recap(due_on, today):
            number = None if one.agreed else one.id
            return (Finding(due_on, due_on, since=held_on, last_on=held_on, ref_id=number),)
    return ()


def recap_command(item: DueItem) -> str:
    """Write it up, or first say what was agreed: without that there is nothing to send."""
    if item.ref_id is None:
        return "pulse draft recap {key} --log"
    return "pulse touchpoint edit {item.ref_id} --agreed WHAT"


def recap_due_on(held_on: date, policy: Policy, interval: Interval | None) -> date:
    """Return when a conversation is to be written down: the workday after, unless set otherwise."""
    return policy.workday_after(held_on) if interval is None else interval.after(held_on)


def is_past_recap(due_on: date, today: date) -> bool:
    """Tell whether a recap would come so late that nobody could make anything of it."""
    return (today - due_on).days > DAYS_TO_RECAP
