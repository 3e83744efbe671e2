"""What several kinds of letters are made of: the next meeting, its topics, what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from clientpulse.cadence.policy import Policy
from clientpulse.letters import values
from clientpulse.records import Commitment
from clientpulse.services.agenda import agenda, agenda_lines, next_meeting
from clientpulse.services.lookup import Found
from clientpulse.store import queries
from clientpulse.store.reader import Reader


def upcoming(reader: Reader, today: date, client_id: int) -> values.Meeting | None:
    """Return the next booked meeting."""
    booked = next_meeting(reader, client_id, today)
    if booked is None:
        return None
    at = None if booked.planned_time is None else time.fromisoformat(booked.planned_time)
    return values.Meeting(booked.planned_on, at, booked.place)


def topics(
    reader: Reader, today: date, policy: Policy, found: Found, language: str | None
) -> tuple[str, ...]:
    """Return what the next meeting is about, in words that a client may read."""
    lines = agenda_lines(agenda(reader, today, policy, found), language)
    # The last line is about their questions: each template has words of its own for these.
    return lines[:-1]


def owed(reader: Reader, client_id: int, owed_by: str) -> tuple[values.Owed, ...]:
    """Return what is owed, the overdue and the nearest first, and what has no day at the end."""
    return as_owed(queries.commitments.select(reader, client_id=client_id, owed_by=owed_by))


def as_owed(commitments: Sequence[Commitment]) -> tuple[values.Owed, ...]:
    """Return promises or asks as a letter has them."""
    return tuple(values.Owed(one.what, one.due_on) for one in commitments)
