"""What a card says of a person or a company."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from clientpulse.vcards.said import Said, Way
from clientpulse.vcards.tokens import Token

_LONGEST_UID = 200


@dataclass(frozen=True, slots=True)
class VCard:
    """A card.

    Attributes:
        line: Which line of the file it begins in.
        uid: Its own; where it has none, a hash of who it is about.
        has_uid: Whether it is its own.
        name: The person's, or the company's where the card is a company's; else an address, or
            nothing.
        fax: Whether it has numbers at which nobody can be spoken with.
        birthday: As a contact has it.
        wrong_birthday: A text that is none.
        is_unnamed: Nothing but an address stands for the name.
        is_list: It is about several people, or about none.
        has_died: It says so.
    """

    line: int
    uid: str
    has_uid: bool
    name: str
    company: str = ""
    role: str = ""
    emails: tuple[Way, ...] = ()
    phones: tuple[Way, ...] = ()
    fax: bool = False
    birthday: str | None = None
    wrong_birthday: str = ""
    note: str = ""
    categories: tuple[str, ...] = ()
    place: str = ""
    addresses: tuple[str, ...] = ()
    is_company: bool = False
    is_unnamed: bool = False
    is_list: bool = False
    has_died: bool = False


def card_of(token: Token) -> VCard:
    """Return what a card says."""
    card = Said(token)
    emails, (phones, fax) = card.emails(), card.phones()
    company = _first(card.each("ORG", ";"))
    person, is_company = card.name(company)
    if is_company:
        company = company or person
    name = company if is_company else person or next((one.text for one in emails), "")
    birthday, wrong = card.birthday()
    uid = re.sub("^urn:uuid:", "", card.text("UID"), flags=re.IGNORECASE)
    places = card.places()
    return VCard(
        line=token.line,
        uid=_known_as(uid, name, company, emails, phones),
        has_uid=bool(uid),
        name=name,
        company=company,
        role=card.text("TITLE") or card.text("ROLE"),
        emails=emails,
        phones=phones,
        fax=fax,
        birthday=birthday,
        wrong_birthday=wrong,
        note="\n\n".join(filter(None, (one.text for one in card.all("NOTE")))),
        categories=tuple(filter(None, card.each("CATEGORIES", ","))),
        place=next((city for city, _ in places if city), ""),
        addresses=tuple(filter(None, (text for _, text in places))),
        is_company=is_company,
        is_unnamed=not (person or is_company),
        is_list=card.is_list,
        has_died=bool(card.text("DEATHDATE")),
    )


def _known_as(
    uid: str, name: str, company: str, emails: Iterable[Way], phones: Iterable[Way]
) -> str:
    """Return the UID; of a card that has none, or an endless one, what tells it from others."""
    if 0 < len(uid) <= _LONGEST_UID:
        return uid
    ways = sorted(one.text for one in emails) or sorted(one.text for one in phones)
    about = uid or "\n".join((name, company if not ways else "", *ways))
    return f"made-{blake2b(about.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")
