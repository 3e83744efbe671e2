"""What happened, and who took part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.cadence.channel import CHANNELS, DIRECTIONS
from clientpulse.records import fields
from clientpulse.records.limits import (
    LONGEST_MINUTES,
    NAME_LENGTH,
    NOTE_LENGTH,
    URL_LENGTH,
    WORD_LENGTH,
)
from clientpulse.records.record import OfClient, Record

PURPOSES = (
    *("update", "agenda", "recap", "feedback", "chase", "apology", "follow-up", "greeting"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(OfClient):
    """One thing that happened with a client.

    Attributes:
        reaching: Whether it reached the client, which follows from channel and direction; it is
            stored so that the latest one that did is one seek in an index.
        mood: -2 to 2.
        purpose: What it was for: ``recap``, ``chase`` ...
        agreed: What both sides agreed in it; unlike the note, the client may see it.
        needs_answer: It came from the client, who waits for an answer.
        recapped_on: When what was agreed in it was written down and sent.
        shared: What we passed on with it: an article, an event, an introduction.
        url: Where that is found.
        last_time: Of several messages that are one touchpoint, the time of the last one.
        source: The mailbox, calendar or file that it was read from; None where it was typed.
    """

    DAY: ClassVar[str] = "occurred_on"

    EXPORT_ORDER: ClassVar[tuple[str, ...]] = (
        *("occurred_on", "occurred_time", "channel", "direction", "note", "mood", "minutes"),
        *("no_news", "purpose", "attendees", "agreed", "needs_answer", "recapped_on"),
        *("shared", "url", "last_time", "source"),
    )

    occurred_on: date = fields.day(needed=True, shown="on", exported="on")
    occurred_time: str | None = fields.time(shown="at", exported="at")
    channel: str = fields.one_of(*CHANNELS, needed=True)
    direction: str = fields.one_of(*DIRECTIONS, needed=True)
    reaching: bool = fields.hidden(False)
    note: str | None = fields.text("note", NOTE_LENGTH)
    mood: int | None = fields.whole(-2, 2)
    minutes: int | None = fields.whole(0, LONGEST_MINUTES)
    no_news: bool = fields.flag(typed="no news")
    attendees: tuple[str, ...] = fields.listed(shown="with", exported="with")
    purpose: str | None = fields.one_of(*PURPOSES, later=True)
    agreed: tuple[str, ...] = fields.lines("what was agreed", NOTE_LENGTH, later=True)
    needs_answer: bool = fields.flag(later=True, typed="reply")
    recapped_on: date | None = fields.day(later=True, typed=None)
    shared: str | None = fields.name("thing shared", NOTE_LENGTH, later=True)
    url: str | None = fields.name("address", URL_LENGTH, later=True)
    last_time: str | None = fields.time(shown="last_at", exported="last_at", later=True, typed=None)
    source: str | None = fields.word("source", WORD_LENGTH, later=True, typed=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee(Record):
    """A person who took part in a touchpoint, by name; a contact of the client or anybody."""

    touchpoint_id: int = fields.hidden(0)
    name: str = fields.name("person's name", NAME_LENGTH, needed=True)
