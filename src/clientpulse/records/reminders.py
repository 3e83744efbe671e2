"""Days worth a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.cadence.moments import Ref
from clientpulse.records import fields
from clientpulse.records.limits import NAME_LENGTH, NOTE_LENGTH
from clientpulse.records.record import OfClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(OfClient):
    """A day worth a word; of a yearly one ``done_on`` is the occurrence that is done."""

    DAY: ClassVar[str] = "remind_on"

    remind_on: date = fields.day(needed=True, shown="on", exported="on")
    what: str = fields.text("reminder", NOTE_LENGTH, needed=True)
    yearly: bool = fields.flag()
    person: str | None = fields.name("person's name", NAME_LENGTH, shown="with", exported="with")
    done_on: date | None = fields.day(typed="done")

    @property
    def ref(self) -> str:
        """What it is called beside birthdays: ``r3``."""
        return str(Ref(self.id))
