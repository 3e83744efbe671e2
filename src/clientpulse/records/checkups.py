"""Check-ups, and the traits they ask about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.cadence.traits import ANSWERS
from clientpulse.records import fields
from clientpulse.records.limits import NAME_LENGTH
from clientpulse.records.record import Named, OfClient, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup(OfClient):
    """How a relationship stood on a day.

    Attributes:
        score: 0 to 100, by the weights of that day.
        answers: ``yes``, ``partly`` or ``no`` by trait, in the order they were asked.
    """

    UNIQUE: ClassVar[str] = "checked_on"

    checked_on: date = fields.day(needed=True, shown="on", exported="on")
    score: float = fields.number(0, 100)
    answers: tuple[tuple[str, str], ...] = fields.listed(
        options=("yes", "partly", "no"), needed=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckupAnswer(Record):
    """The answer about one trait; the trait may since have been taken away."""

    checkup_id: int = fields.hidden(0)
    trait: str = fields.key()
    answer: str = fields.one_of(*ANSWERS, needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait(Named):
    """A trait of our own to look at, for all clients or for one; the others are built in."""

    UNIQUE: ClassVar[str] = "key"

    client_id: int | None = fields.hidden(None)
    key: str = fields.key()
    name: str = fields.name("trait's name", NAME_LENGTH, needed=True)
    good: bool = fields.flag(needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitWeight(Record):
    """How much a trait counts, for all clients or for one; 1 where nothing is said."""

    UNIQUE: ClassVar[str] = "trait"

    client_id: int | None = fields.hidden(None)
    trait: str = fields.key()
    weight: int = fields.whole(0, 10, needed=True)
