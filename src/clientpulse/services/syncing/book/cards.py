"""Cards fill the gaps of what is known of people, and bring new people of clients.

What is known here is never overwritten, and nobody goes because a card went. Of whoever is nobody's
at a client nothing is kept, unless a person may have to decide about them: somebody at a company
of nearly a client's name, somebody called like a person at a client, and whoever writes with us.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import Any

from clientpulse.config.sources import Source
from clientpulse.errors import InputError
from clientpulse.quoting import named
from clientpulse.records import AddressCard, Contact
from clientpulse.records.limits import NAME_LENGTH
from clientpulse.services import text
from clientpulse.services.importing import contacts
from clientpulse.services.importing.reached import as_list, phone_form
from clientpulse.services.syncing.book.whose import Whose
from clientpulse.services.syncing.taking import Taking
from clientpulse.sources.gathered import Card, Gathered
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.syncing import Outcome

CLIENTS = "clients"
"""The part under which it is kept for which clients the cards were looked through."""

_MOST_REMARKS = 20


def take(taking: Taking, source: Source, gathered: Gathered, outcome: Outcome) -> None:
    """Write down what the cards of a source say."""
    book = _Book(taking, source, outcome)
    seen = set()
    for card in gathered.items:
        if card.uid in seen:
            outcome.skipped["duplicate"] += 1
            continue
        seen.add(card.uid)
        try:
            book.take(card)
        except InputError as error:
            outcome.skipped["unreadable"] += 1
            if len(gathered.remarks) < _MOST_REMARKS:
                gathered.remarks.append(f"{named(card.name[:NAME_LENGTH])}: {error.message}")
    # A whole address book without anybody is a server's mistake, and nobody has gone.
    book.flag(gathered.gone, book.not_in(seen) if gathered.whole and seen else ())
    gathered.states[CLIENTS] = _clients(taking.unit.reader)


def states(reader: Reader, kept: Mapping[str, str]) -> dict[str, str]:
    """Return how far an address book was read: not at all, where there are other clients by now."""
    if kept.get(CLIENTS, "") != _clients(reader):
        return {}
    return {part: state for part, state in kept.items() if part != CLIENTS}


def _clients(reader: Reader) -> str:
    clients = queries.clients.select(reader, Selection(archived=None))
    about = "\n".join(f"{one.id} {one.name}" for one in clients)
    return blake2b(about.encode(), digest_size=8).hexdigest()


class _Book:
    """An address book, and what is kept of it."""

    def __init__(self, taking: Taking, source: Source, outcome: Outcome) -> None:
        self._unit = taking.unit
        self._today = taking.today
        self._taking = taking
        self._source = source.name
        self._outcome = outcome
        self._whose = Whose(taking)
        self._people: set[int] = set()
        cards = queries.sources.cards(taking.unit.reader)
        self._cards = {one.card: one for one in cards if one.source == source.name}
        self._elsewhere = {one.contact_id for one in cards if one.source != source.name}

    def take(self, card: Card) -> None:
        """Write down what a card says.

        Raises:
            InputError: It holds what can't be stored.
        """
        if self._taking.marks.has("person", f"{self._source} {card.uid}"):
            self._outcome.skipped["deleted here"] += 1
            return
        if any(map(self._taking.known.is_ours, card.addresses)):
            self._outcome.skipped["between us"] += 1
            return
        kept = self._cards.get(card.uid)
        contact = self._whose.contact(card, kept)
        if contact is not None:
            contact = self._filled(contact, card, kept)
        elif (client_id := self._whose.client(card)) is not None:
            contact = self._new(client_id, card)
        elif not self._whose.may_matter(card):
            self._outcome.skipped["no client"] += 1
            if kept is not None:
                self._unit.delete(self._cards.pop(card.uid))
            return
        else:
            self._outcome.skipped["no client"] += 1
        self._keep(card, kept, contact)

    def _filled(self, contact: Contact, card: Card, kept: AddressCard | None) -> Contact:
        """Fill the gaps of a person; what the card had before isn't brought again."""
        known = {column: getattr(contact, column) for column in contacts.COLUMNS}
        person = contacts.Person(dict(known), stored=contact)
        for _ in person.take(self._values(card, kept), overwrite=False):
            self._outcome.skipped["no room"] += 1
        news = {column: value for column, value in person.values.items() if value != known[column]}
        if news:
            contact = self._unit.update(contact, **news)
            self._count(contact)
        return contact

    def _new(self, client_id: int, card: Card) -> Contact:
        is_first = not self._whose.at(client_id)
        values: dict[str, Any] = self._values(card)
        contact = self._unit.insert(Contact(client_id=client_id, is_primary=is_first, **values))
        self._count(contact)
        return contact

    def _count(self, contact: Contact) -> None:
        """Count somebody who is new, or of whom more is known, once whatever number of cards."""
        self._whose.learn(contact)
        self._people.add(contact.id)
        self._outcome.people = len(self._people)

    def _values(self, card: Card, kept: AddressCard | None = None) -> dict[str, str]:
        """Return what a card says, by column, without what it said before."""
        before = _listed(kept.addresses) if kept else ()
        numbers = set(map(phone_form, _listed(kept.phones))) if kept else ()
        birthday = card.birthday
        if birthday and not birthday.startswith("--") and birthday > str(self._today):
            birthday = None
        return contacts.checked(
            Contact(
                name=card.name,
                role=_cut(card.role) or None,
                email=as_list(one for one in card.addresses if one not in before),
                phone=as_list(one for one in card.phones if phone_form(one) not in numbers),
                birthday=birthday,
            )
        )

    def _keep(self, card: Card, kept: AddressCard | None, contact: Contact | None) -> None:
        values: dict[str, Any] = {
            "name": text.name(_cut(card.name)),
            "company": _cut(card.company) or None,
            "addresses": as_list(card.addresses),
            "phones": as_list(card.phones),
            "contact_id": contact and contact.id,
            "vanished_on": None,
        }
        if kept is None:
            new = AddressCard(source=self._source, card=card.uid, **values)
            self._cards[card.uid] = self._unit.insert(new)
        else:
            self._cards[card.uid] = self._unit.update(kept, **values)

    def not_in(self, seen: Collection[str]) -> list[str]:
        """Return the UIDs of those cards that aren't among others."""
        return [uid for uid in self._cards if uid not in seen]

    def flag(self, *gone: Iterable[str]) -> None:
        """Note which people the address book has no more."""
        uids = dict.fromkeys(uid for each in gone for uid in each if uid in self._cards)
        there = {one.contact_id for uid, one in self._cards.items() if uid not in uids}
        for uid in uids:
            card = self._cards[uid]
            if card.contact_id is None or card.contact_id in there | self._elsewhere:
                self._unit.delete(card)
            elif card.vanished_on is None:
                self._unit.update(card, vanished_on=self._today)


def _cut(text: str) -> str:
    return text[:NAME_LENGTH].rstrip()


def _listed(joined: str | None) -> list[str]:
    return joined.split(", ") if joined else []
