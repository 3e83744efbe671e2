"""What we offer, and who heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.records import fields
from clientpulse.records.limits import NAME_LENGTH, SENTENCE_LENGTH
from clientpulse.records.record import Named, OfClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Named):
    """Something we offer: a name, and a sentence about it."""

    UNIQUE: ClassVar[str] = "name"

    name: str = fields.name("service's name", NAME_LENGTH, needed=True)
    sentence: str = fields.sentence("sentence", SENTENCE_LENGTH, needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceMention(OfClient):
    """A client heard of a service on a day; perhaps in a touchpoint."""

    NOUN: ClassVar[str] = "mention"
    JOINS: ClassVar[str] = "JOIN service s ON s.id = x.service_id"

    service_id: int = fields.link("service", needed=True)
    service: str = fields.joined("s.name", shown=None)
    mentioned_on: date = fields.day(needed=True, shown="on", exported="on")
    touchpoint_id: int | None = fields.link("touchpoint")
