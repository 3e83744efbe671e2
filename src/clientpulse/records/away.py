"""Days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.records import fields
from clientpulse.records.limits import WORD_LENGTH
from clientpulse.records.record import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Away(Named):
    """Days off of our own, both ends included.

    Attributes:
        owner: Whose they are; None where they are everybody's.
    """

    LIST: ClassVar[str] = "away"

    starts_on: date = fields.day(needed=True, shown="from", exported="from")
    ends_on: date = fields.day(needed=True, shown="to", exported="to")
    owner: str | None = fields.word("owner", WORD_LENGTH, later=True)
