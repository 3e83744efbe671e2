"""What a page shows: the portfolio, a client, and what one may show a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Commitment
from clientpulse.views.digest import DigestView, Person, ToContact
from clientpulse.views.months import Month
from clientpulse.views.report import ReportView
from clientpulse.views.show import ShowView


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """The portfolio as a page.

    Attributes:
        message: Today's list with whom to contact and what helps to say, of all clients.
        waiting: Those of it that are among the report's clients.
        clients: How many there are, asked for or not; archived ones aren't counted.
        months: How they all did.
        owed: Promises and asks of the report's clients that are open, those with a day first.
    """

    report: ReportView
    message: DigestView
    waiting: tuple[ToContact, ...]
    clients: int
    months: tuple[Month, ...]
    owed: tuple[Commitment, ...]

    @property
    def today(self) -> date:
        """The day it is about."""
        return self.report.today

    @property
    def is_whole(self) -> bool:
        """Whether no client is left out."""
        return len(self.report.items) >= self.clients


@dataclass(frozen=True, slots=True)
class ClientPage:
    """Everything about a client as a page.

    Attributes:
        people: How each of the contacts is reached, in their order.
        owed: Promises and asks that are open, those with a day first.
    """

    show: ShowView
    people: tuple[Person, ...]
    months: tuple[Month, ...]
    owed: tuple[Commitment, ...]

    @property
    def today(self) -> date:
        """The day it is about."""
        return self.show.today


@dataclass(frozen=True, slots=True)
class Booked:
    """A meeting that is booked, as the client knows it.

    Attributes:
        place: As the client sees it: what we call their office is their own.
    """

    on: date
    at: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Contacted:
    """A contact as the client knows it: no word of what was noted.

    Attributes:
        from_them: They wrote.
    """

    on: date
    channel: str
    from_them: bool
    agreed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is owed."""

    what: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A service that we offer."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ForClient:
    """What a client may see. What isn't named here can't get into the page.

    Attributes:
        client: The client's name.
        sender: Who shows it, as letters are signed; empty where that isn't known.
        since: The first day that it looks back on: of the eleventh month before this one.
        booked: From today on, the earliest first.
        contacts: Since then, the latest first; meetings are among them.
        by_month: How many contacts there were: each month's first day, and the number.
        ours: What we owe.
        theirs: What they owe us.
    """

    today: date
    client: str
    sender: str
    since: date
    booked: tuple[Booked, ...]
    contacts: tuple[Contacted, ...]
    by_month: tuple[tuple[date, int], ...]
    ours: tuple[Open, ...]
    theirs: tuple[Open, ...]
    services: tuple[Offer, ...]
