"""HubSpot's contacts, exported as CSV."""

from __future__ import annotations

import re

from clientpulse.transfer.address_book import Card, address_book
from clientpulse.transfer.people import Person

_EMAIL_BEHIND = re.compile(r"\s*\([^()]*@[^()]*\)$")
_COMPANY = ("associated company", "primary associated company", "company name", "company")
_PHONES = ("phone number", "mobile phone number")
_KNOWN = frozenset((
    "record id", "record id - contact", "first name", "last name", "email", "work email",
    *_PHONES, "contact owner", "lead status", *_COMPANY, "associated company ids",
    "primary associated company id", "job title", "date of birth", "last activity date",
    "create date", "last modified date", "lifecycle stage", "original source",
    "original source drill-down 1", "original source drill-down 2", "marketing contact status",
    "last contacted", "last engagement date", "next activity date", "email domain", "website url",
    "fax number", "industry", "city", "state/region", "country/region", "postal code",
    "street address", "time zone", "preferred language", "owner assigned date", "hubspot team",
    "number of times contacted", "number of sales activities", "became a lead date",
    "became a customer date", "associated deal", "associated deal ids", "associated note",
    "associated note ids", "recent conversion", "first conversion", "likelihood to close",
))  # fmt: skip
_SIGNS = frozenset(
    ("record id", "record id - contact", "contact owner", "lead status", "associated company",
     "lifecycle stage")
)  # fmt: skip


def _owner(card: Card) -> str | None:
    """Give the owner's name without the address behind it: `Sam Reyes (sam@advisers.example)`."""
    return _EMAIL_BEHIND.sub("", card.text("contact owner") or "") or None


def _address(card: Card) -> str | None:
    parts = ("street address", "postal code", "city", "state/region", "country/region")
    return card.joined(*parts, by=", ")


def _person(card: Card) -> Person:
    return Person(
        line=card.line,
        name=card.joined("first name", "last name"),
        company=card.text(*_COMPANY),
        role=card.text("job title"),
        emails=card.values(("email", "work email")),
        phones=card.values(_PHONES),
        birthday=card.birthday("date of birth"),
        note=_address(card),
        owner=_owner(card),
    )


CONTACTS = address_book(
    "HubSpot",
    fits=lambda names: names >= {"first name", "last name"} and bool(names & _SIGNS),
    knows=_KNOWN.__contains__,
    person=_person,
)
