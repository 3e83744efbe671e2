"""When a client was left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import fields
from clientpulse.records.record import OfClient

PAUSE, SNOOZE = KINDS = ("pause", "snooze")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest(OfClient):
    """A pause or a snooze of a client: over on its last day, without one not over yet."""

    kind: str = fields.one_of(*KINDS, needed=True)
    starts_on: date = fields.day(needed=True, shown="from", exported="from")
    ends_on: date | None = fields.day(shown="to", exported="to")
