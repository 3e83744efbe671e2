"""Who might be a client, by what mail, calendar and address book say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.policy import Cadence


@dataclass(frozen=True, slots=True)
class Lived:
    """How often we really were in touch.

    Attributes:
        meeting_days: What mostly lay between two meetings; None where there were too few.
        writing_days: Between two days on which we wrote, a conversation of some days counting
            once; likewise.
        reaching_days: Between two days on which we wrote or met, likewise.
        met: On how many days we met.
        wrote: On how many we wrote to them.
        heard: On how many they wrote to us.
        first_on: When the first of all that was.
        wrote_on: When we wrote last, if only a copy.
        heard_on: When they wrote last.
    """

    meeting_days: float | None
    writing_days: float | None
    reaching_days: float | None
    met: int
    wrote: int
    heard: int
    first_on: date
    met_on: date | None
    wrote_on: date | None
    heard_on: date | None


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody with one address, with whom we were in touch.

    Attributes:
        name: As they write it, or made up from the address.
        company: As their card in the address book has it.
        wrote: The days on which we wrote to them.
        told: The days on which they got a copy.
        heard: The days on which they wrote.
        met: The days on which we met.
    """

    address: str
    name: str
    company: str
    wrote: frozenset[date]
    told: frozenset[date]
    heard: frozenset[date]
    met: frozenset[date]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody who might be a client.

    Attributes:
        key: A free one.
        domain: Theirs alone; empty of people who have their mail where everybody may.
        people: Those we wrote to or met; whom we wrote to most comes first.
        cadence: The nearest to what was lived.
        points: How much we did: days on which we wrote, and twice those on which we met.
        likely: That is enough to propose it to somebody who didn't ask.
        there: The key of the client that is called so already; empty where none is.
    """

    key: str
    name: str
    domain: str
    people: tuple[Correspondent, ...]
    lived: Lived
    cadence: Cadence
    points: int
    likely: bool
    there: str = ""

    @property
    def ref(self) -> str:
        """What to type for it: the address we wrote to most."""
        return self.people[0].address


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A source that was found, or was asked for, and what reading it gave.

    Attributes:
        where: Its path, url or server.
        seen: Where it was found: ``mbsync``, ``config``.
        note: What is to be known about it; empty where nothing is.
        read: How many messages, events or cards were looked at; None where it wasn't read.
        error: Why it couldn't be read; empty where it could.
    """

    name: str
    kind: str
    where: str
    seen: str
    note: str = ""
    read: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class ProposalsView:
    """Who might be a client.

    Attributes:
        items: The likeliest come first.
        addresses: Ours.
        place: Which one of how many this is, where they are shown one by one.
    """

    today: date
    items: tuple[Proposal, ...]
    sources: tuple[FoundSource, ...] = ()
    addresses: tuple[str, ...] = ()
    place: tuple[int, int] | None = None
