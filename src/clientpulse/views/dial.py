"""Whom to ring in this hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from clientpulse.cadence.items import DueItem
from clientpulse.records import Commitment
from clientpulse.views.brief import AskAfter
from clientpulse.views.local_time import LocalTime
from clientpulse.views.whose import ANYBODY, Whose


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to ring.

    Attributes:
        phone: As stored; several numbers are separated by commas.
        item: What is to be done about them first, if anything is.
        local: What time it is there, without a text where only their hours are known.
        last_voice_on: When we last spoke.
        clock_on: From when the cadence counts, where nobody knows the last contact.
        last_note: What was written down last.
        open: Promises and asks.
    """

    client_id: int
    client: str
    key: str
    contact: str
    phone: str
    item: DueItem | None
    local: LocalTime | None
    last_voice_on: date | None
    started_on: date
    clock_on: date | None
    last_note: str | None = None
    last_note_on: date | None = None
    ask_after: tuple[AskAfter, ...] = ()
    open: tuple[Commitment, ...] = ()


@dataclass(frozen=True, slots=True)
class NobodyToRing:
    """Why there is nobody to ring; each counts clients.

    Attributes:
        clients: How many there are, archived ones included.
        chosen: Of how many it was asked.
        with_phone: How many of these have a phone number, and don't rest.
        rung_lately: With how many of those with a phone we spoke in the last days.
        closed: How many of the others aren't at work in this hour.
        opens_at: When the first of them is at work again, by our own clock.
        opens: Who that is.
    """

    clients: int
    chosen: int
    with_phone: int
    resting: int
    rung_lately: int
    closed: int
    opens_at: datetime | None
    opens: str | None
    all_archived: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """How many calls there were on a day, and how many minutes all that were stopped took."""

    calls: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DialView:
    """Whom to ring in this hour.

    Attributes:
        items: The one we spoke with the longest ago comes first.
        more: How many others could be rung too.
        nobody: Why there is nobody; None where there is somebody.
        place: Which one of how many this is, where they are shown one by one.
        whose: Whose clients these are.
    """

    today: date
    now: datetime
    items: tuple[Call, ...]
    more: int
    nobody: NobodyToRing | None
    place: tuple[int, int] | None = None
    whose: Whose = ANYBODY
