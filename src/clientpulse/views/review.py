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


@dataclass(frozen=True, slots=True)
class Vanished:
    """Somebody whom an address book had, and has no more."""

    contact: Contact
    card: AddressCard

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
