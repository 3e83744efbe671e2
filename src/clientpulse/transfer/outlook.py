"""Outlook's contacts, exported as CSV."""

from __future__ import annotations

import re

from clientpulse.transfer.address_book import Card, address_book
from clientpulse.transfer.people import Person

# Not all that is called a phone there can be rung: no fax, pager, telex, nor the assistant's.
_PHONES = (
    "primary phone", "business phone", "business phone 2", "company main phone", "mobile phone",
    "home phone", "home phone 2", "car phone", "other phone",
)  # fmt: skip
_EMAILS = ("e-mail address", "e-mail 2 address", "e-mail 3 address")
_ADDRESS_PARTS = ("street", "street 2", "street 3", "postal code", "city", "state")
_KNOWN = frozenset((
    "first name", "middle name", "last name", "title", "suffix", "nickname", "given yomi",
    "surname yomi", "company", "department", "job title", "company yomi", "office location",
    "manager's name", "assistant's name", "assistant's phone", "callback", "company main phone",
    "car phone", "isdn", "mobile phone", "pager", "primary phone", "radio phone", "telex",
    "tty/tdd phone", "imaddress", "im address", "account", "anniversary", "billing information",
    "birthday", "categories", "children", "directory server", "gender", "government id number",
    "hobby", "initials", "internet free busy", "keywords", "language", "location", "mileage",
    "notes", "organizational id number", "personal web page", "po box", "priority", "private",
    "profession", "referred by", "schools", "sensitivity", "spouse", "user 1", "user 2", "user 3",
    "user 4", "web page",
))  # fmt: skip
_PATTERN = re.compile(
    r"(home|business|other) (phone( 2)?|fax|street( [23])?|city|state|postal code"
    r"|country(/region)?|(address )?(po box|post office box))"
    r"|e-mail( [23])? (address|type|display name)"
)


def _address(card: Card) -> str | None:
    for place in ("business", "home", "other"):
        parts = [f"{place} {part}" for part in _ADDRESS_PARTS]
        country = card.text(f"{place} country/region", f"{place} country")
        address = ", ".join(filter(None, (card.joined(*parts, by=", "), country)))
        if address:
            return address
    return None


def _person(card: Card) -> Person:
    return Person(
        line=card.line,
        name=card.joined("first name", "middle name", "last name") or card.text("nickname"),
        company=card.text("company"),
        role=card.text("job title"),
        emails=card.values(_EMAILS),
        phones=card.values(_PHONES),
        birthday=card.birthday("birthday"),
        note="\n".join(filter(None, (card.text("notes"), _address(card)))) or None,
        tags=card.tags("categories"),
    )


CONTACTS = address_book(
    "Outlook",
    fits=lambda names: (
        names >= {"first name", "last name"} and bool(names & {"e-mail address", "business phone"})
    ),
    knows=lambda column: column in _KNOWN or bool(_PATTERN.fullmatch(column)),
    person=_person,
)
