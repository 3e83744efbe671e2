"""What a row or a card of an address book becomes: a client, and perhaps a person there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from clientpulse.records import Contact
from clientpulse.transfer.records import ClientRecord

_TAG_BREAKS = re.compile(r"[\W_]+")
_SYSTEM_LABEL = re.compile("my-?contacts|imported-on-.*")


def with_person(client: ClientRecord, person: str | None, contact: Contact) -> ClientRecord:
    """Give a client the person of its row, where the row says more of somebody than the client.

    Args:
        person: The person's name, if there is one.
        contact: The person, or what is said of the company; with the note, whosever it is.
    """
    is_there = person and person.casefold() != client.name.casefold()
    if is_there or not client.is_company:
        return replace(client, contacts=(contact,))
    client = replace(client, note=contact.note)
    if contact.email or contact.phone or (person and (contact.role or contact.birthday)):
        return replace(client, contacts=(replace(contact, note=None),))
    return client


def is_only_person(company: str, person: str) -> bool:
    """Tell whether a company's name says only again who somebody is."""
    return _words(company) == _words(person)


def tags(labels: Iterable[str]) -> tuple[str, ...]:
    """Turn labels or categories into tags: lower case, words joined by hyphens."""
    found = (_TAG_BREAKS.sub("-", label).strip("-").lower() for label in labels)
    return tuple(dict.fromkeys(tag for tag in found if tag and not _SYSTEM_LABEL.fullmatch(tag)))


def _words(text: str) -> list[str]:
    return sorted(text.replace(",", " ").casefold().split())
