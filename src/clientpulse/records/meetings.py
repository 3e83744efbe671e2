"""The diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.records import fields
from clientpulse.records.limits import NAME_LENGTH, NOTE_LENGTH, WORD_LENGTH
from clientpulse.records.record import OfClient

STATES = ("booked", "held", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(OfClient):
    """A booked meeting in the diary; when held it points to its touchpoint.

    Attributes:
        source: The calendar or file that it was read from; None where it was typed.
    """

    DAY: ClassVar[str] = "planned_on"

    planned_on: date = fields.day(needed=True, shown="on", exported="on")
    planned_time: str | None = fields.time(shown="at", exported="at")
    place: str | None = fields.line("place", NAME_LENGTH)
    agenda: str | None = fields.text("agenda", NOTE_LENGTH)
    state: str = fields.one_of(*STATES, default="booked", needed=True)
    touchpoint_id: int | None = fields.link("touchpoint", shown="touchpoint_id")
    source: str | None = fields.word("source", WORD_LENGTH, later=True, typed=None)
