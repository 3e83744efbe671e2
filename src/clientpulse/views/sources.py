"""The mailboxes, calendars and address books that are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as it is configured, and what the store has of it.

    Attributes:
        place: Where it is: a path, an address, a server.
        kept: How many of its messages, events or cards the store knows.
        newest_on: Of what day the newest of them is; None of cards.
        news_at: When it last brought something new, in UTC; None where that isn't known any more.
    """

    name: str
    kind: str
    place: str
    kept: int = 0
    newest_on: date | None = None
    news_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What a look at a source found.

    Attributes:
        seen: What is there, a line each.
        error: Why it can't be read; None where it can.
        hint: What to do about that.
    """

    name: str
    kind: str
    place: str
    seen: tuple[str, ...] = ()
    error: str | None = None
    hint: str | None = None
