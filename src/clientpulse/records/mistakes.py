"""Mistakes of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.records import fields
from clientpulse.records.limits import NOTE_LENGTH
from clientpulse.records.record import OfClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake(OfClient):
    """Something that went wrong on our side: what, why, the fix, and how far we are with it."""

    DAY: ClassVar[str] = "entered_on"

    what: str = fields.text("mistake", NOTE_LENGTH, needed=True)
    why: str | None = fields.text("reason why", NOTE_LENGTH)
    fix: str | None = fields.text("fix", NOTE_LENGTH)
    prevent: str | None = fields.text("way to prevent it", NOTE_LENGTH)
    offer: str | None = fields.text("offer", NOTE_LENGTH)
    happened_on: date | None = fields.day(typed="on")
    entered_on: date = fields.day(needed=True)
    told_on: date | None = fields.day(typed="told")
    fix_by: date | None = fields.day(typed="by")
    fixed_on: date | None = fields.day(typed="fixed")
