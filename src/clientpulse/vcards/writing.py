"""Writing cards as vCard 3.0, which every address book reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TextIO

from clientpulse.content_lines import escaped, folded

_TYPES = {"work": "WORK", "home": "HOME", "mobile": "CELL", "main": "MAIN", "other": "OTHER"}
_BEFORE = frozenset(("dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "ing", "dipl.-ing"))
_BEHIND = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "mba", "esq"))


class Written(NamedTuple):
    """Who a card is to be about.

    Attributes:
        company: Empty where the client is that person.
        emails: Each with what kind it is: ``work``; empty where that isn't known.
        birthday: ``1979-04-12`` or ``--04-12``.
    """

    uid: str
    name: str
    company: str
    is_company: bool = False
    role: str = ""
    emails: tuple[tuple[str, str], ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    birthday: str = ""
    place: str = ""
    categories: tuple[str, ...] = ()


def write_card(stream: TextIO, card: Written) -> None:
    """Write one card."""
    for line in _lines(card):
        stream.writelines(f"{part}\r\n" for part in folded(line))


def _lines(card: Written) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"UID:{escaped(card.uid)}")
    yield f"FN:{escaped(card.name)}"
    yield f"N:{_parted('') if card.is_company else _name(card.name)}"
    if card.company:
        yield f"ORG:{escaped(card.company)}"
    if card.is_company:
        yield "X-ABShowAs:COMPANY"
    if card.role:
        yield f"TITLE:{escaped(card.role)}"
    number = 0
    for name, first, ways in (("EMAIL", "INTERNET", card.emails), ("TEL", "VOICE", card.phones)):
        for text, kind in ways:
            if kind and kind not in _TYPES:
                number += 1
                yield f"item{number}.{name};TYPE={first}:{escaped(text)}"
                yield f"item{number}.X-ABLabel:{escaped(kind)}"
            else:
                types = ",".join(filter(None, (first, _TYPES.get(kind, ""))))
                yield f"{name};TYPE={types}:{escaped(text)}"
    if card.birthday:
        yield f"BDAY:{card.birthday}"
    if card.place:
        yield f"ADR;TYPE=WORK:;;;{escaped(card.place)};;;"
    if card.categories:
        yield f"CATEGORIES:{','.join(map(escaped, card.categories))}"
    yield "END:VCARD"


def _name(name: str) -> str:
    """Return a name in its parts, as far as its words tell them."""
    words = name.split()
    before: list[str] = []
    behind: list[str] = []
    while len(words) > 1 and words[0].lower().removesuffix(".") in _BEFORE:
        before.append(words.pop(0))
    while len(words) > 2 and words[-1].lower().removesuffix(".") in _BEHIND:
        behind.insert(0, words.pop())
        words[-1] = words[-1].removesuffix(",")
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1  # van der Berg
    given, family = words[:start], words[start:]
    return _parted(*map(" ".join, (family, given, (), before, behind)))


def _parted(*parts: str) -> str:
    return ";".join(map(escaped, [*parts, *[""] * 5][:5]))
