"""Pieces of work, and what clients say of our work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.records import fields
from clientpulse.records.limits import NAME_LENGTH, NOTE_LENGTH
from clientpulse.records.record import OfClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(OfClient):
    """A piece of work for a client.

    Attributes:
        checkin: How often they hear from us while it runs: ``1w``; None for as usual.
        asked_on: When we last asked how they find it.
    """

    DAY: ClassVar[str] = "started_on"

    name: str = fields.name("project's name", NAME_LENGTH, needed=True)
    started_on: date = fields.day(needed=True, typed="started")
    finished_on: date | None = fields.day(typed="finished")
    checkin: str | None = fields.interval("checkin_interval", later=True)
    asked_on: date | None = fields.day(later=True, typed=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(OfClient):
    """What a client said of our work; ``project`` is the name of the one it was about."""

    DAY: ClassVar[str] = "given_on"

    LIST: ClassVar[str] = "feedback"
    JOINS: ClassVar[str] = "LEFT JOIN project p ON p.id = x.project_id"

    given_on: date = fields.day(needed=True, shown="on", exported="on")
    what: str = fields.text("feedback", NOTE_LENGTH, needed=True)
    score: int | None = fields.whole(0, 10)
    project_id: int | None = fields.link("project")
    project: str | None = fields.joined("p.name")
