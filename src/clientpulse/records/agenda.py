"""Points for the next meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.records import fields
from clientpulse.records.limits import NOTE_LENGTH
from clientpulse.records.record import OfClient


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPoint(OfClient):
    """Something to talk about at the next meeting; covered once that meeting was held."""

    DAY: ClassVar[str] = "added_on"

    what: str = fields.text("point", NOTE_LENGTH, needed=True)
    added_on: date = fields.day(needed=True)
    covered_on: date | None = fields.day()
