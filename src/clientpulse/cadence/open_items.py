"""What is open between a client and us: what is owed, what went wrong, what is coming up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Commitment(NamedTuple):
    """A promise or an ask that is open and has a date."""

    id: int
    what: str
    due_on: date


class Message(NamedTuple):
    """Something that the client wrote, which nothing has answered yet."""

    id: int
    occurred_on: date
    channel: str


class Mistake(NamedTuple):
    """Something that went wrong for the client: when it was noted, told, to be fixed, and fixed."""

    id: int
    what: str
    entered_on: date
    told_on: date | None = None
    fix_by: date | None = None
    fixed_on: date | None = None


class Moment(NamedTuple):
    """Something personal with a day: a reminder that was typed, or a birthday.

    Args:
        what: What was typed; of a birthday `birthday`.
        id: The reminder's number; None of a birthday.
        person: Whose it is, where that is known.
    """

    what: str
    on: date
    id: int | None = None
    person: str | None = None
    birthday: bool = False


class FinishedProject(NamedTuple):
    """A project that was finished, and the latest feedback on it."""

    id: int
    name: str
    finished_on: date
    feedback_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenItems:
    """What is open between the client and us, as of today.

    Args:
        promises: What we owe, where it has a date.
        asks: What the client owes us, where it has a date.
        messages: What the client wrote lately and waits for an answer to, the oldest first.
        chased_on: The latest touchpoint that chased.
        mistakes: Those not told or not fixed yet, or fixed within the look-back's reach.
        moments: Of each reminder and birthday the occurrence that matters.
        projects: The finished ones about which feedback may still have to be asked for.
        greeted_on: The latest greeting that was written.
        voice_on: The latest voice touchpoint; needed only where a mistake was fixed.
    """

    promises: tuple[Commitment, ...] = ()
    asks: tuple[Commitment, ...] = ()
    messages: tuple[Message, ...] = ()
    chased_on: date | None = None
    mistakes: tuple[Mistake, ...] = ()
    moments: tuple[Moment, ...] = ()
    projects: tuple[FinishedProject, ...] = ()
    greeted_on: date | None = None
    voice_on: date | None = None


NOTHING_OPEN = OpenItems()
"""Most clients have this very object, so that one look at it tells."""
