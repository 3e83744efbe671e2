"""Address books hold people; here they become clients with their contacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clientpulse.records import Contact
from clientpulse.transfer.records import ClientRecord, Entry, Refusal, Remark


@dataclass(frozen=True, slots=True)
class Person:
    """One row of an address book: a person, a person at a company, or a company alone."""

    line: int
    name: str | None
    company: str | None
    role: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    birthday: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    owner: str | None = None


@dataclass(slots=True)
class _Contact:
    """A contact that further rows may add to."""

    name: str
    role: str | None = None
    emails: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    birthday: str | None = None
    notes: list[str] = field(default_factory=list)

    def add(self, person: Person, note: str | None) -> None:
        """Fill the gaps; what was there first stays first."""
        self.role = self.role or person.role
        self.birthday = self.birthday or person.birthday
        _add_distinct(self.emails, person.emails)
        _add_distinct(self.phones, person.phones)
        _add_note(self.notes, note)

    def record(self) -> Contact:
        return Contact(
            name=self.name,
            role=self.role,
            email=", ".join(self.emails.values()) or None,
            phone=", ".join(self.phones.values()) or None,
            birthday=self.birthday,
            note="\n".join(self.notes) or None,
        )


@dataclass(slots=True)
class _Client:
    """A client that further rows may add to; contacts are found by name and by e-mail."""

    line: int
    name: str
    owner: str | None = None
    notes: list[str] = field(default_factory=list)
    tags: dict[str, None] = field(default_factory=dict)
    contacts: list[_Contact] = field(default_factory=list)
    by_name: dict[str, _Contact] = field(default_factory=dict)
    by_email: dict[str, _Contact] = field(default_factory=dict)

    def add(self, person: Person) -> Iterator[Remark]:
        """Take one row in."""
        self.owner = self.owner or person.owner
        self.tags.update(dict.fromkeys(person.tags))
        name, note = person.name, person.note
        if name is None or (person.company and _same(name, person.company)):
            _add_note(self.notes, note)
            if not (person.emails or person.phones):
                return
            name, note = self.name, None
        contact = self._known(name, person)
        if contact is None:
            contact = _Contact(name)
            self.contacts.append(contact)
        elif not _same(contact.name, name):
            yield Remark(
                person.line, f"{name} has an e-mail address of {contact.name}: taken as one person"
            )
        contact.add(person, note)
        self.by_name.setdefault(name.casefold(), contact)
        for email in person.emails:
            self.by_email.setdefault(email.casefold(), contact)

    def _known(self, name: str, person: Person) -> _Contact | None:
        if found := self.by_name.get(name.casefold()):
            return found
        matches = (self.by_email.get(email.casefold()) for email in person.emails)
        return next(filter(None, matches), None)

    def record(self) -> ClientRecord:
        return ClientRecord(
            line=self.line,
            name=self.name,
            tags=tuple(self.tags),
            owner=self.owner,
            note="\n".join(self.notes) or None,
            contacts=tuple(contact.record() for contact in self.contacts),
        )


def clients_of(people: Iterable[Person | Refusal | Remark]) -> Iterator[Entry]:
    """Gather people into clients: the company, or else the person, is the client.

    Rows of one company become one client. A person who occurs twice there, by name or by e-mail
    address, is one contact. Nothing is known to be whole before the end, so refusals and remarks
    come first and all clients last; an address book is small enough for that.

    Args:
        people: The rows of an address book in order.

    Yields:
        Refusals and remarks, then the clients in the order they first occur.
    """
    clients: dict[str, _Client] = {}
    for person in people:
        if isinstance(person, Refusal | Remark):
            yield person
            continue
        name = person.company or person.name
        if name is None:
            yield Refusal(person.line, "neither a company nor a person's name")
            continue
        client = clients.setdefault(name.casefold(), _Client(person.line, name))
        yield from client.add(person)
    for client in clients.values():
        yield client.record()


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _add_distinct(kept: dict[str, str], more: Iterable[str]) -> None:
    for text in more:
        kept.setdefault(text.casefold(), text)


def _add_note(notes: list[str], note: str | None) -> None:
    if note and note not in notes:
        notes.append(note)
