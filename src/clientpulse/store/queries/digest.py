"""What helps to say to the clients of a digest: a statement a kind, however many clients."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clientpulse.records import AgendaPoint, Commitment, Contact, Meeting
from clientpulse.store.queries.values import read_of
from clientpulse.store.reader import Reader


def people(reader: Reader, client_ids: Sequence[int]) -> dict[int, list[Contact]]:
    """Return the people of some clients, the primary one of each first."""
    return read_of(reader, Contact, client_ids, "x.client_id, x.is_primary DESC, x.id")


def owed(reader: Reader, client_ids: Sequence[int]) -> dict[int, list[Commitment]]:
    """Return the open promises and asks of some clients, those with a day first, by their day."""
    order = "x.due_on IS NULL, x.due_on, x.id"
    still_open = "x.done_on IS NULL", "x.dropped_on IS NULL"
    return read_of(reader, Commitment, client_ids, order, *still_open)


def points(reader: Reader, client_ids: Sequence[int]) -> dict[int, list[AgendaPoint]]:
    """Return the open points for the next meeting with some clients, in their order."""
    return read_of(reader, AgendaPoint, client_ids, "x.id", "x.covered_on IS NULL")


def booked(reader: Reader, client_ids: Sequence[int], first: date) -> dict[int, list[Meeting]]:
    """Return the booked meetings with some clients from a day on, the first one first."""
    order = "x.planned_on, x.planned_time NULLS FIRST, x.id"
    conditions = "x.state = 'booked'", "x.planned_on >= :first"
    return read_of(reader, Meeting, client_ids, order, *conditions, first=first.isoformat())
