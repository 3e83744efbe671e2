"""Days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.records import fields
from clientpulse.records.record import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Away(Named):
    """Days off of our own, both ends included."""

    LIST: ClassVar[str] = "away"

    starts_on: date = fields.day(needed=True, shown="from", exported="from")
    ends_on: date = fields.day(needed=True, shown="to", exported="to")
