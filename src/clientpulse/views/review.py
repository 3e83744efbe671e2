"""What a person has to decide after sources were read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import AddressCard, Client, Contact
from clientpulse.views.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Double:
    """Two clients, or two people, who are perhaps one.

    Attributes:
        one: Who stays if they are one: whoever was there first.
        why: What they have in common, a few words.
    """

    one: Client | Contact
    other: Client | Contact
    why: str

    @property
    def pair(self) -> str:
        """What both together are remembered by."""
        return " ".join(sorted((self.one.uid, self.other.uid)))

    @property
    def refs(self) -> tuple[str, str]:
        """What to type for each: a client's key, a person's number."""
        return _ref(self.one), _ref(self.other)

    @property
    def ref(self) -> str:
        """What to type for both: ``acme=acme-gmbh``, ``12=31``."""
        return "=".join(self.refs)


@dataclass(frozen=True, slots=True)
class Vanished:
    """Somebody whom an address book had, and has no more."""

    contact: Contact
    card: AddressCard

    @property
    def ref(self) -> str:
        """What to type for them: their number."""
        return _ref(self.contact)

    @property
    def since(self) -> date | None:
        """The day on which the address book didn't have them any more."""
        return self.card.vanished_on


@dataclass(frozen=True, slots=True)
class ReviewView:
    """All that is to be decided.

    Attributes:
        proposals: Correspondents who are no client, those we wrote to most first.
    """

    today: date
    proposals: tuple[Proposal, ...]
    doubles: tuple[Double, ...]
    vanished: tuple[Vanished, ...]

    @property
    def items(self) -> tuple[Proposal | Double | Vanished, ...]:
        """Everything, in the order in which it is asked about."""
        return (*self.proposals, *self.doubles, *self.vanished)


def _ref(one: Client | Contact) -> str:
    return one.key if isinstance(one, Client) else str(one.id)
