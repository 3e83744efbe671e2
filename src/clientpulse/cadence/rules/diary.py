"""What stands in the diary: a meeting today, and an earlier one that wasn't logged."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.policy import Policy


def appointment(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the meeting booked for today."""
    return (Finding(today, today),) if facts.next_meeting_on == today else ()


def outcome(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the booked meetings of the past that weren't logged."""
    return tuple(Finding(held_on, held_on) for held_on in facts.unlogged_meetings_on)
