"""The e-mail addresses and phone numbers of a row, each with what kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clientpulse.transfer.columns import Columns
from clientpulse.transfer.kinds import is_fax, kind_of
from clientpulse.transfer.known_export import Reach

_BETWEEN_ADDRESSES = re.compile(r":::|[,;\n]")
# Within "Ann Field <ann@field.example>" and "Ann Field (ann@field.example)", too.
_ADDRESS = re.compile(r"(?:(?<=mailto:)|(?<![^\s<(]))[^\s<>():]+@[^\s<>()]+")
# A comma parts two numbers, or makes a pause within one, before an extension.
_BETWEEN_NUMBERS = re.compile(r":::|[;\n]|,(?=\s*\+?[\d(][\d ().-]{5,})|\s+(?=[^\W\d_]+:)")
_KIND_IN_FRONT = re.compile(r"([^\W\d_]+):\s*(?=\S)")  # Phone: 555 0101 Mobile: 555 0102


@dataclass(frozen=True, slots=True)
class Found:
    """A column of addresses or numbers, found in a file."""

    place: int
    label: str
    label_at: int | None
    shown_at: int | None

    def label_of(self, cells: Sequence[str]) -> str:
        """Return what kind those of a row are: `work`."""
        return kind_of("" if self.label_at is None else cells[self.label_at]) or self.label


def find(columns: Columns, declared: Iterable[Reach]) -> list[Found]:
    """Find the columns that are declared, and those that say more about them."""

    def beside(headings: Iterable[str], number: int) -> int | None:
        numbered = (one.replace("#", str(number)) for one in headings)
        return next((place for one in numbered for place in columns.places(one)), None)

    return [
        Found(place, one.label, beside(one.label_under, number), beside(one.shown_under, number))
        for one in declared
        for number, place in columns.numbered(one.heading)
    ]


def emails(reaches: Iterable[Found], cells: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the distinct e-mail addresses of a row with their kinds, and what is none."""
    good: dict[str, str] = {}
    bad = []
    for one in reaches:
        for text, kind in _distinct([one], cells, _BETWEEN_ADDRESSES).items():
            shown = "" if one.shown_at is None else cells[one.shown_at]
            found = _ADDRESS.search(text) or _ADDRESS.search(shown)
            if not found:
                bad.append(text)
            elif found[0].casefold() not in map(str.casefold, good):
                good[found[0]] = kind
    return good, bad


def phones(reaches: Iterable[Found], cells: Sequence[str]) -> tuple[dict[str, str], bool]:
    """Return the distinct phone numbers of a row with their kinds, and whether there was a fax."""
    found, fax = {}, False
    for text, under in _distinct(reaches, cells, _BETWEEN_NUMBERS).items():
        said = _KIND_IN_FRONT.match(text)
        kind = kind_of(said[1]) or under if said else under
        if is_fax(kind):
            fax = True
        else:
            number = text[said.end() :] if said else text
            found[" ".join(number.replace(",", " ").split())] = kind
    return found, fax


def listed(found: dict[str, str]) -> str | None:
    """Write several with their kinds in brackets: `a@x (work), b@y (home)`; one without."""
    if len(found) > 1:
        return ", ".join(f"{one} ({kind})" if kind else one for one, kind in found.items())
    return next(iter(found), None)


def _distinct(
    reaches: Iterable[Found], cells: Sequence[str], between: re.Pattern[str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    known: set[str] = set()
    for one in reaches:
        for part in filter(None, map(str.strip, between.split(cells[one.place]))):
            plain = "".join(part.split()).casefold()
            if plain not in known:
                known.add(plain)
                found[part] = one.label_of(cells)
    return found
