"""What becomes of proposals: clients with their people, people at a client, or never again."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.interval import parse_interval
from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.comparing import folded
from clientpulse.records import AddressCard, Client, Contact, Exchange
from clientpulse.services import lookup
from clientpulse.services.clients import contacts, editing
from clientpulse.services.clients.keys import free_key, key_from
from clientpulse.services.facts.policy import cadence_of
from clientpulse.services.importing.reached import as_list
from clientpulse.services.syncing.marks import Marks
from clientpulse.store import queries
from clientpulse.store.selection import Selection
from clientpulse.views.proposals import Correspondent, Proposal

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody said to proposals.

    Attributes:
        clients: With the names and cadences they are to have.
        people: Each with the key of the client that they are people of: one that is there, or
            one of `clients`.
        never: They aren't clients, and aren't proposed again.
        later: They are proposed again next time.
    """

    clients: list[Proposal] = field(default_factory=list)
    people: list[tuple[Proposal, str]] = field(default_factory=list)
    never: list[Proposal] = field(default_factory=list)
    later: list[Proposal] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(some) for some in (self.clients, self.people, self.never, self.later))


def stored(cadence: Cadence) -> tuple[str | None, str | None]:
    """Return the intervals of the meetings and the updates, as a client has them."""
    own = str(cadence.update or "none") if cadence.update_from == "client" else None
    return None if cadence.meeting is None else str(cadence.meeting), own


def edited(
    one: Proposal,
    policy: Policy,
    name: str,
    meeting: str | None,
    update: str | None,
    taken: Container[str],
) -> Proposal:
    """Return a proposal with another name and cadence; one with another name is another client.

    Args:
        meeting: As stored, as is the update interval.
        taken: The keys that aren't free.
    """
    new = cadence_of(policy, meeting, update)
    if update is not None and parse_interval(update) is None:
        new = replace(new, update_from="client")
    if name == one.name:
        return replace(one, cadence=new)
    return replace(one, name=name, key=free_key(key_from(name), taken), cadence=new, there="")


def accept(
    unit: UnitOfWork, today: date, decided: Decided, owner: str | None = None
) -> list[Client]:
    """Write down what was decided, and return the new clients.

    Args:
        owner: Who looks after the new clients.

    Raises:
        NotFoundError: A client whom people were said to belong to is gone.
    """
    added: dict[str, Client] = {}
    for one in decided.clients:
        added[one.key] = add_client(unit, today, one, owner)
    for one, key in decided.people:
        whose = lookup.Found.of(added[key]) if key in added else lookup.client(unit.reader, key)
        add_people(unit, whose, one.people)
    marks = Marks(unit.reader)
    for one in decided.never:
        never(unit, marks, [who.address for who in one.people])
    return list(added.values())


def never(unit: UnitOfWork, marks: Marks, addresses: Sequence[str]) -> None:
    """Remember that addresses are nobody's whom we look after, and forget their mail and cards."""
    marks.add(unit, "address", addresses)
    unit.delete_all(
        Exchange, [one.id for one in queries.exchanges.of_nobody(unit.reader, addresses)]
    )
    cards = queries.sources.cards_of_nobody(unit.reader)
    theirs = [one.id for one in cards if not one.listed.isdisjoint(addresses)]
    unit.delete_all(AddressCard, theirs)


def add_client(unit: UnitOfWork, today: date, one: Proposal, owner: str | None = None) -> Client:
    """Add a client with its people, from the first contact on that is known."""
    taken = {key for _, key, _ in queries.clients.names(unit.reader, Selection(archived=None))}
    meeting, update = stored(one.cadence)
    client = editing.add(
        unit,
        Client(
            name=one.name,
            key=free_key(one.key, taken),
            started_on=one.lived.first_on,
            asked_from=today,
            meeting_interval=meeting,
            update_interval=update,
            owner=owner,
        ),
    )
    add_people(unit, lookup.Found.of(client), one.people)
    return client


def add_people(unit: UnitOfWork, client: lookup.Found, people: Sequence[Correspondent]) -> None:
    """Add people to a client; whoever has a name twice is one with two addresses."""
    together: dict[str, list[Correspondent]] = {}
    for one in people:
        together.setdefault(folded(one.name), []).append(one)
    for them in together.values():
        email = as_list(one.address for one in them)
        contacts.add(unit, Contact(**client.whose, name=them[0].name, email=email))
