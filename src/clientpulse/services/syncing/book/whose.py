"""Whose a card is: a person's at a client, a new one's there, or nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from clientpulse.records import AddressCard, Client, Contact
from clientpulse.services.importing.companies import company_likeness, company_trace
from clientpulse.services.importing.identity import Identity, Likeness, likeness
from clientpulse.services.importing.names import compared
from clientpulse.services.importing.traces import Traces
from clientpulse.services.syncing.known import addresses_of
from clientpulse.services.syncing.taking import Taking
from clientpulse.sources.addresses import domain_of
from clientpulse.sources.gathered import Card
from clientpulse.store import queries
from clientpulse.store.selection import Selection


class Whose:
    """All clients with their people, to find those of cards.

    A card is somebody's who has one of its addresses, or else who is called so at the client that
    is called like its company. New people come to the client that is called so, or that alone has
    mail at the domain; nobody comes to archived ones.
    """

    def __init__(self, taking: Taking) -> None:
        self._taking, self._reader = taking, taking.unit.reader
        self._known = taking.known
        self._by_number: dict[int, Contact] = {}
        self._by_uid: dict[str, Contact] = {}
        self._at: dict[int, dict[int, Contact]] = {}
        self._by_address: dict[str, dict[int, None]] = {}
        self._names: set[str] = set()
        for contact in queries.contacts.select(self._reader):
            self.learn(contact)

    def learn(self, contact: Contact) -> None:
        """Note somebody who is new, or of whom more is known."""
        self._by_number[contact.id] = self._by_uid[contact.uid] = contact
        self._at.setdefault(contact.client_id, {})[contact.id] = contact
        self._names.add(compared(contact.name))
        for address in addresses_of(contact):
            self._by_address.setdefault(address, {})[contact.id] = None

    def at(self, client_id: int) -> Sequence[Contact]:
        """Return the people of a client."""
        return list(self._at.get(client_id, {}).values())

    def contact(self, card: Card, kept: AddressCard | None) -> Contact | None:
        """Return the person whom a card is about."""
        if kept is not None and kept.contact_id in self._by_number:
            return self._by_number[kept.contact_id]
        if card.uid in self._by_uid:  # the address book has it from us
            return self._by_uid[card.uid]
        reached = {
            number: None for one in card.addresses for number in self._by_address.get(one, ())
        }
        found = [self._by_number[number] for number in reached]
        alike = {one.id: likeness(_who(card), _identity(one)) for one in found}
        same = [one for one in found if alike[one.id] is Likeness.SAME]
        if len(same) != 1 and len(found) == 1:
            same = [one for one in found if alike[one.id] is not Likeness.DIFFERENT]
        if not same:
            same = [
                one
                for client in self._called(card, archived=True)
                for one in self.at(client.id)
                if likeness(_who(card), _identity(one)) is Likeness.SAME
            ]
        return same[0] if len(same) == 1 else None

    def client(self, card: Card) -> int | None:
        """Return the number of the client that a new person is to be at."""
        called = self._called(card, archived=False)
        if called:
            is_there = not card.company and self.at(called[0].id)
            return called[0].id if len(called) == 1 and not is_there else None
        owners = {self._known.domains.get(domain_of(one)) for one in card.addresses} - {None}
        active = {one.id for one in self._clients if one.archived_on is None}
        return owners.pop() if len(owners) == 1 and owners <= active else None

    def may_matter(self, card: Card) -> bool:
        """Tell whether a person may have to decide about a card that is nobody's."""
        if any(self._taking.marks.has("address", one) for one in card.addresses):
            return False
        return (
            compared(card.name) in self._names
            or not self._correspondents.isdisjoint(card.addresses)
            or any(
                company_likeness(card.company, one.name) is not Likeness.DIFFERENT
                for one in self._near(card.company)
            )
        )

    def _called(self, card: Card, *, archived: bool) -> list[Client]:
        """Return the clients whose name is a card's company, or the person who is the client."""
        name = card.company or card.name
        return [
            one
            for one in self._near(name)
            if (archived or one.archived_on is None)
            and company_likeness(
                name, one.name, map(domain_of, card.addresses), self._domains(one.id)
            )
            is Likeness.SAME
        ]

    def _near(self, name: str) -> Sequence[Client]:
        return self._companies.near([company_trace(name)]) if name else ()

    def _domains(self, client_id: int) -> set[str]:
        return {domain_of(one) for each in self.at(client_id) for one in addresses_of(each)}

    @cached_property
    def _clients(self) -> Sequence[Client]:
        return queries.clients.select(self._reader, Selection(archived=None))

    @cached_property
    def _companies(self) -> Traces[Client]:
        found: Traces[Client] = Traces()
        for client in self._clients:
            found.enter(client, [company_trace(client.name)])
        return found

    @cached_property
    def _correspondents(self) -> frozenset[str]:
        return frozenset(queries.sources.correspondents(self._reader))


def _identity(contact: Contact) -> Identity:
    return Identity.of(
        {one: getattr(contact, one) for one in ("name", "email", "phone", "birthday")}
    )


def _who(card: Card) -> Identity:
    ways = {"email": ", ".join(card.addresses), "phone": ", ".join(card.phones)}
    return Identity.of({"name": card.name, "birthday": card.birthday, **ways})
