"""Reading vCards: each card becomes a client with a person, as a row of an address book does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from clientpulse.quoting import named
from clientpulse.records import Contact
from clientpulse.transfer import people, reaches
from clientpulse.transfer.format import Content, Format, Heading
from clientpulse.transfer.header import VCARD
from clientpulse.transfer.kinds import kind_of
from clientpulse.transfer.names import is_nobodys
from clientpulse.transfer.options import Options
from clientpulse.transfer.records import ClientRecord, Entry, Refusal, Remark
from clientpulse.vcards.cards import VCard
from clientpulse.vcards.reading import read_cards
from clientpulse.vcards.said import Way
from clientpulse.vcards.values import LAST_RESORT

NAME = "vCard"

_TYPES = ("cell", "iphone", "main", "work", "home", "car", "other")
"""The types that say what kind a number or an address is, the most particular first."""


def _read(heading: Heading, _: TextIO, options: Options) -> Content:
    left_out: dict[str, None] = {}
    return Content(_entries(heading, options, left_out), left_out)


def _entries(heading: Heading, options: Options, left_out: dict[str, None]) -> Iterator[Entry]:
    fallback = LAST_RESORT if heading.codec.startswith("utf") else heading.codec
    for card in read_cards(heading.data(), fallback):
        if card.fax:
            left_out["fax numbers"] = None
        yield from _entry(card, options)


def _entry(card: VCard, options: Options) -> Iterator[Entry]:
    if card.is_list:
        yield Remark(card.line, f"passed over: {named(card.name)} is a list of contacts")
        return
    if not card.name:
        yield Refusal(card.line, "neither a company, a person's name nor an e-mail address")
        return
    if card.has_died:
        yield Remark(card.line, f"{named(card.name)} has died, as the file says: left out")
        return
    birthday = card.birthday
    if card.wrong_birthday:
        yield Remark(card.line, f"{named(card.wrong_birthday)} isn't a birthday: left out")
    if birthday and not birthday.startswith("--") and birthday > str(options.today):
        yield Remark(card.line, f"the birthday {birthday} is in the future: left out")
        birthday = None
    contact = Contact(
        name=card.name,
        role=card.role or None,
        email=reaches.listed(_by_kind(card.emails)),
        phone=reaches.listed(_by_kind(card.phones)),
        birthday=birthday,
        note="\n".join(filter(None, (card.note, *_elsewhere(card)))) or None,
    )
    yield _client(card, contact, options)


def _client(card: VCard, contact: Contact, options: Options) -> ClientRecord:
    row_id = card.uid if card.has_uid else None
    if options.client is not None:
        key, name = options.client
        return ClientRecord(card.line, name, key, contacts=(contact,), row_id=row_id)
    company = _company(card)
    client = ClientRecord(
        line=card.line,
        name=company or card.name,
        place=card.place or None,
        tags=people.tags(card.categories),
        row_id=row_id,
        is_company=company is not None,
    )
    return people.with_person(client, None if card.is_unnamed else card.name, contact)


def _company(card: VCard) -> str | None:
    if card.is_company:
        return card.name
    is_persons = is_nobodys(card.company) or people.is_only_person(card.company, card.name)
    return None if not card.company or is_persons else card.company


def _by_kind(ways: Iterable[Way]) -> dict[str, str]:
    return {one.text: _kind(one) for one in ways}


def _kind(way: Way) -> str:
    if way.label:
        return kind_of(way.label)
    return next((kind_of(one) for one in _TYPES if one in way.types), "")


def _elsewhere(card: VCard) -> Iterator[str]:
    return (one for one in card.addresses if one != card.place)


CARDS = Format(NAME, "clients", lambda heading: heading.text == VCARD, _read)
