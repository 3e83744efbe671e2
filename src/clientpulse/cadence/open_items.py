"""What is open between a client and us: what is owed, what went wrong, what is coming up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from clientpulse.cadence.moments import Ref


class Commitment(NamedTuple):
    """A promise or an ask that is open and has a date."""

    id: int
    what: str
    due_on: date


class Message(NamedTuple):
    """Something that the client wrote, which nothing has answered yet.

    Attributes:
        at: Its time of day.
        subjects: What it was about, where it was read from a mailbox: a line a message.
    """

    id: int
    occurred_on: date
    channel: str
    at: str | None = None
    subjects: str | None = None

    def came_before(self, other: Message) -> bool:
        """Tell which of two came first: on one day by their times, else as they were entered."""
        if self.occurred_on == other.occurred_on and self.at and other.at and self.at != other.at:
            return self.at < other.at
        return (self.occurred_on, self.id) < (other.occurred_on, other.id)


class Conversation(NamedTuple):
    """A conversation that no recap was sent of; `agreed` where there is something to send."""

    id: int
    occurred_on: date
    agreed: bool = True


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
        id: The reminder's number; of a birthday its contact's.
        person: Whose it is, where that is known.
    """

    what: str
    on: date
    id: int | None = None
    person: str | None = None
    birthday: bool = False

    @property
    def ref(self) -> str | None:
        """What it is called where it is typed; None where it has no number."""
        return None if self.id is None else str(Ref(self.id, self.birthday))


class Contacted(NamedTuple):
    """A touchpoint, where it matters which of one day came first: numbers rise as they are typed.

    Args:
        written: Whether it was an e-mail, a message or a letter.
    """

    on: date
    id: int
    written: bool = False


class FinishedProject(NamedTuple):
    """A project that was finished, the latest feedback on it, and when it was last asked about."""

    id: int
    name: str
    finished_on: date
    feedback_on: date | None = None
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenItems:
    """What is open between the client and us, as of today.

    Args:
        promises: What we owe, where it has a date.
        asks: What the client owes us, where it has a date.
        chases: The touchpoints that chased since the first of the asks was due, rising.
        talked: The latest conversation that wasn't itself a chase, where something is asked for.
        messages: What the client wrote lately and waits for an answer to, the oldest first.
        mistakes: Those not told or not fixed yet, or fixed within the look-back's reach.
        moments: Of each reminder and birthday the occurrence that matters: none that is settled.
        projects: The finished ones about which feedback may still have to be asked for.
        voice_on: The latest voice touchpoint; needed only where a mistake was fixed.
        general_feedback_on: The latest feedback about no project that was given or asked for;
            needed only where a project was finished.
    """

    promises: tuple[Commitment, ...] = ()
    asks: tuple[Commitment, ...] = ()
    chases: tuple[Contacted, ...] = ()
    talked: Contacted | None = None
    messages: tuple[Message, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    moments: tuple[Moment, ...] = ()
    projects: tuple[FinishedProject, ...] = ()
    voice_on: date | None = None
    general_feedback_on: date | None = None


NOTHING_OPEN = OpenItems()
"""Most clients have this very object, so that one look at it tells."""
