"""One screen before a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Cadence
from clientpulse.records import Client, Commitment, Contact, Feedback, Mistake, Touchpoint
from clientpulse.views.agenda import AgendaView
from clientpulse.views.health import HealthView
from clientpulse.views.local_time import LocalTime


@dataclass(frozen=True, slots=True)
class AskAfter:
    """Something personal to ask after.

    Attributes:
        what: What was noted; of a birthday ``birthday``.
        on: Its day; None of what is always so.
        person: Whom it is about, where that is known.
        ref: What it is called, to mark it done by; None of a note.
    """

    what: str
    on: date | None = None
    person: str | None = None
    birthday: bool = False
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class BriefView:
    """All that helps in a call with a client.

    Attributes:
        health: How the relationship does; None where nothing is known.
        contacts: The primary one first.
        local: What time it is there; None where their timezone isn't known.
        touchpoints: The latest ones, newest first.
        moods: The latest ones, the oldest first.
        mood_trend: ``rising``, ``falling`` or ``steady``; None of fewer than two moods.
        owed: Promises and asks that are open, by their day.
        mistakes: Those not fixed, and those fixed not long ago.
        feedback: The latest.
        due: What there is to do, the most urgent first.
        me: Who looks at it: what others wrote says so.
    """

    today: date
    client: Client
    status: str
    cadence: Cadence
    health: HealthView | None
    contacts: tuple[Contact, ...]
    local: LocalTime | None
    touchpoints: tuple[Touchpoint, ...]
    moods: tuple[int, ...]
    mood_trend: str | None
    owed: tuple[Commitment, ...]
    mistakes: tuple[Mistake, ...]
    ask_after: tuple[AskAfter, ...]
    feedback: Feedback | None
    agenda: AgendaView
    due: tuple[DueItem, ...]
    me: str | None = None
