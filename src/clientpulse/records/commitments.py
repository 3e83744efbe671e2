"""Promises and asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.records import fields
from clientpulse.records.limits import NOTE_LENGTH
from clientpulse.records.record import OfClient

US, CLIENT = "us", "client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(OfClient):
    """A promise (we owe it) or an ask (the client owes it)."""

    DAY: ClassVar[str] = "made_on"

    owed_by: str = fields.one_of(US, CLIENT, needed=True)
    what: str = fields.text("commitment", NOTE_LENGTH, needed=True)
    made_on: date = fields.day(needed=True)
    due_on: date | None = fields.day(typed="by")
    done_on: date | None = fields.day(typed="done")
    dropped_on: date | None = fields.day(typed="dropped")

    @property
    def open(self) -> bool:
        """Whether it is still to be kept."""
        return self.done_on is None and self.dropped_on is None
