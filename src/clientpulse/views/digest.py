"""Today's list as one message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from clientpulse.records import AgendaPoint, Commitment, Meeting
from clientpulse.views.brief import AskAfter
from clientpulse.views.due import DueRow, DueView


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to contact.

    Attributes:
        email: One address that mail can be sent to, in ASCII.
        phone: One number as it is dialled, ``+442079460101``.
        number: The same as it was typed, ``+44 20 7946 0101``.
    """

    name: str
    email: str | None = None
    phone: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class ToContact:
    """A client of the digest, and what helps to say.

    Attributes:
        row: Its row in today's list.
        opens_at: When they are at work again, by our own clock, where they aren't now.
        meetings: What is booked with them, today's included.
        owed: Promises and asks that are open, but for those that the row names.
        ask_after: Reminders and birthdays around now, but for those that the row names.
    """

    row: DueRow
    person: Person | None = None
    opens_at: datetime | None = None
    meetings: tuple[Meeting, ...] = ()
    points: tuple[AgendaPoint, ...] = ()
    owed: tuple[Commitment, ...] = ()
    ask_after: tuple[AskAfter, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestView:
    """Today's list as one message.

    Attributes:
        due: The list itself.
        items: Its clients, the most urgent first.
        rests: Whether it is a day off, on which only meetings are worth a message.
        sent_to: To which address it was mailed, if it was.
        notified: Whether it was shown on the desktop.
    """

    due: DueView
    items: tuple[ToContact, ...]
    rests: bool = False
    sent_to: str | None = None
    notified: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody to contact, and no colleague to stand in for."""
        return not self.items and not any(one.clients for one in self.due.away_colleagues)

    @property
    def today(self) -> date:
        """The day it is about."""
        return self.due.today
