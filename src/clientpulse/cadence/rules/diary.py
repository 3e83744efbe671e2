"""What stands in the diary: a meeting today, and one of which nothing was written down."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.wording import short_date


def appointment(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the meeting booked for today."""
    return (Finding(today, today),) if facts.next_meeting_on == today else ()


def appointment_reason(item: DueItem, today: date) -> str:
    """Say that it is today."""
    return "meeting today"


def outcome(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the booked meetings of the past of which nothing was written down."""
    return tuple(Finding(held_on, held_on) for held_on in facts.unlogged_meetings_on)


def outcome_reason(item: DueItem, today: date) -> str:
    """Name the meeting by its day."""
    return f"meeting of {short_date(item.due_on, today)}: what came of it?"
