"""Google Contacts, as it exports today and as it exported before 2024."""

from __future__ import annotations

import re

from clientpulse.transfer.address_book import Card, address_book
from clientpulse.transfer.people import Person

_NAMES = (
    "first name", "middle name", "last name", "phonetic first name", "phonetic middle name",
    "phonetic last name", "name prefix", "name suffix", "nickname", "file as",
    "organization name", "organization title", "organization department",
    "birthday", "notes", "photo", "labels",
)  # fmt: skip
_OLD_NAMES = (
    "name", "given name", "additional name", "family name", "yomi name", "given name yomi",
    "additional name yomi", "family name yomi", "name prefix", "name suffix", "initials",
    "nickname", "short name", "maiden name", "file as", "birthday", "gender", "location",
    "billing information", "directory server", "mileage", "occupation", "hobby", "sensitivity",
    "priority", "subject", "notes", "language", "photo", "group membership",
)  # fmt: skip
_NUMBERED = re.compile(
    r"(e-mail|phone|address|organization|website|relation|event|im|jot|custom field|external id"
    r"|calendar link|user defined field) [0-9]+ - .+"
)
_ADDRESS = "address # - formatted"


def _note(card: Card) -> str | None:
    addresses = (
        ", ".join(filter(None, map(str.strip, address.splitlines())))
        for address in card.values(card.numbered(_ADDRESS))
    )
    return "\n".join(filter(None, (card.text("notes"), *addresses))) or None


def _person(card: Card) -> Person:
    """Read a row of either kind; where they name a column differently, one of both is there."""
    return Person(
        line=card.line,
        name=card.joined("first name", "middle name", "last name")
        or card.joined("given name", "additional name", "family name")
        or card.text("name", "file as", "nickname"),
        company=card.text("organization name", *card.numbered("organization # - name")),
        role=card.text("organization title", *card.numbered("organization # - title")),
        emails=card.values(card.numbered("e-mail # - value")),
        phones=card.values(card.numbered("phone # - value")),
        birthday=card.birthday("birthday"),
        note=_note(card),
        tags=card.tags("labels") or card.tags("group membership"),
    )


CONTACTS = address_book(
    "Google Contacts",
    fits=lambda names: (
        names >= {"first name", "last name"} and bool(names & {"organization name", "labels"})
    ),
    knows=lambda column: column in _NAMES or bool(_NUMBERED.fullmatch(column)),
    person=_person,
)
OLD_CONTACTS = address_book(
    "Google Contacts (old)",
    fits=lambda names: names >= {"name", "given name", "family name"},
    knows=lambda column: column in _OLD_NAMES or bool(_NUMBERED.fullmatch(column)),
    person=_person,
)
