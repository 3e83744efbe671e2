"""The people at clients as cards of an address book.

Notes are ours alone, and stay here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clientpulse.comparing import folded
from clientpulse.records import Client, Contact
from clientpulse.services.importing.companies import has_legal_form
from clientpulse.services.importing.reached import parts
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.vcards.writing import Written

_LABELLED = re.compile(r"(.*\S)\s*\(([^()0-9]*[^\W\d_][^()0-9]*)\)")


def cards(reader: Reader) -> Iterator[Written]:
    """Return a card for each person, client by client."""
    clients = {one.id: one for one in queries.clients.everyone(reader)}
    for contact in queries.contacts.select(reader):
        yield _card(contact, clients[contact.client_id])


def _card(contact: Contact, client: Client) -> Written:
    is_client = folded(contact.name) == folded(client.name)
    is_company = is_client and has_legal_form(client.name)
    return Written(
        uid=contact.uid,
        name=contact.name,
        company="" if is_client and not is_company else client.name,
        is_company=is_company,
        role=contact.role or "",
        emails=tuple(one for one in _each(contact.email) if "@" in one[0]),
        phones=tuple(one for one in _each(contact.phone) if any(map(str.isdigit, one[0]))),
        birthday=contact.birthday or "",
        place=client.place or "",
        categories=client.tags,
    )


def _each(several: str | None) -> Iterator[tuple[str, str]]:
    """Return each address or number with what kind it is."""
    for part in parts(several):
        labelled = _LABELLED.fullmatch(part)
        yield (labelled[1], labelled[2].strip()) if labelled else (part, "")
