"""Whose an address is: ours, a client's, or nobody's whom we look after."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from clientpulse.records import Contact
from clientpulse.services.importing.public_mail import is_public
from clientpulse.sources.addresses import domain_of, normal
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

_ADDRESS = re.compile(r"[^\s<>(),;]+@[^\s<>(),;]+")


def addresses_of(contact: Contact) -> tuple[str, ...]:
    """Return the addresses of a contact in their normal form: of ``a@x.example (work)``, too."""
    found = map(normal, _ADDRESS.findall(contact.email or ""))
    return tuple(dict.fromkeys(filter(None, found)))


class Known:
    """The addresses of everybody.

    A contact's address decides. A domain is a client's where only contacts of that one client have
    it, and nobody can have a mailbox there who isn't theirs. An archived client has only what no
    other one has.

    Args:
        ours: Our addresses.
    """

    def __init__(self, reader: Reader, ours: Iterable[str]) -> None:
        self._reader = reader
        self.ours = {one for one in map(normal, ours) if one}

    def is_ours(self, address: str) -> bool:
        """Tell whether an address in its normal form is ours."""
        return address in self.ours

    def clients_at(self, address: str) -> tuple[int, ...]:
        """Return the numbers of the clients that have an address, in its normal form, by key."""
        if self.is_ours(address):
            return ()
        contacts = sorted(self.contacts_at(address), key=lambda one: one.key)
        if contacts:
            ids = dict.fromkeys(one.client_id for one in contacts)
            return tuple(filter(self._active.__contains__, ids)) or tuple(ids)
        owner = self.domains.get(domain_of(address))
        return () if owner is None else (owner,)

    def is_colleague(self, address: str) -> bool:
        """Tell whether an address in its normal form is at a domain that is ours alone."""
        return domain_of(address) in self._our_domains

    def contacts_at(self, address: str) -> tuple[Contact, ...]:
        """Return the contacts that have an address in its normal form."""
        return tuple(self._contacts.get(address, ()))

    def contacts_in(self, domain: str) -> list[Contact]:
        """Return the contacts that have an address in a domain."""
        return self._by_domain.get(domain, [])

    @cached_property
    def _by_domain(self) -> dict[str, list[Contact]]:
        found: dict[str, list[Contact]] = {}
        for address, contacts in self._contacts.items():
            found.setdefault(domain_of(address), []).extend(contacts)
        return found

    @cached_property
    def _contacts(self) -> dict[str, list[Contact]]:
        found: dict[str, list[Contact]] = {}
        for contact in queries.contacts.select(self._reader):
            for address in addresses_of(contact):
                found.setdefault(address, []).append(contact)
        return found

    @cached_property
    def _our_domains(self) -> set[str]:
        return {one for one in map(domain_of, self.ours) if not is_public(one)}

    @cached_property
    def domains(self) -> dict[str, int]:
        """By domain, the number of the only client that has it."""
        owners: dict[str, set[int]] = {}
        for address, contacts in self._contacts.items():
            domain = domain_of(address)
            if domain not in self._our_domains and not is_public(domain):
                owners.setdefault(domain, set()).update(one.client_id for one in contacts)
        likely = {domain: ids & self._active or ids for domain, ids in owners.items()}
        return {domain: next(iter(ids)) for domain, ids in likely.items() if len(ids) == 1}

    @cached_property
    def _active(self) -> frozenset[int]:
        return frozenset(number for number, *_ in queries.clients.names(self._reader, Selection()))
