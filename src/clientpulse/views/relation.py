"""What the relationship layer stores: promises, mistakes, moments, feedback, services, check-ups.

Everywhere ``client`` is the client's name, ``key`` its key, and ``created_at`` ISO text in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise or an ask.

    Attributes:
        owed_by: ``us`` or ``client``.
        made_on: When it was agreed.
        due_on: By when, or None for no day.
        done_on: When it was kept.
        dropped_on: When it was given up.
    """

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    owed_by: str
    what: str
    made_on: date
    due_on: date | None
    done_on: date | None
    dropped_on: date | None
    created_at: str

    @property
    def open(self) -> bool:
        """Whether it is still to be kept."""
        return self.done_on is None and self.dropped_on is None


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that went wrong on our side.

    Attributes:
        entered_on: When it was written down.
        told_on: When the client was told.
        fix_by: By when it is to be fixed, where that was said.
        fixed_on: When it was fixed.
    """

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    what: str
    why: str | None
    fix: str | None
    prevent: str | None
    offer: str | None
    happened_on: date | None
    entered_on: date
    told_on: date | None
    fix_by: date | None
    fixed_on: date | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """A moment to remember; of a yearly one ``done_on`` is the occurrence that is done."""

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    remind_on: date
    what: str
    yearly: bool
    person: str | None
    done_on: date | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Project:
    """A piece of work for a client."""

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    name: str
    started_on: date
    finished_on: date | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a client said about our work; ``project`` is the name of the one it was about."""

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    given_on: date
    what: str
    score: int | None
    project_id: int | None
    project: str | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Service:
    """Something we offer."""

    id: int
    uid: str
    name: str
    sentence: str
    created_at: str


@dataclass(frozen=True, slots=True)
class ServiceMention:
    """A client heard of a service."""

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    service_id: int
    service: str
    mentioned_on: date
    touchpoint_id: int | None
    created_at: str


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """Something to bring up at the next meeting."""

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    what: str
    added_on: date
    covered_on: date | None
    created_at: str


@dataclass(frozen=True, slots=True)
class Checkup:
    """How a relationship stood on a day.

    Attributes:
        score: 0 to 100, by the weights of that day.
        answers: ``yes``, ``partly`` or ``no`` by trait, in the order they were asked.
    """

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    checked_on: date
    score: float
    answers: tuple[tuple[str, str], ...]
    created_at: str


@dataclass(frozen=True, slots=True)
class Trait:
    """A trait of our own, for all clients or for one (``client_id``)."""

    id: int
    uid: str
    client_id: int | None
    key: str
    name: str
    good: bool
    created_at: str


@dataclass(frozen=True, slots=True)
class Away:
    """Days off of our own, both ends included."""

    id: int
    uid: str
    starts_on: date
    ends_on: date
    created_at: str
