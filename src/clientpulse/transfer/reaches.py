"""The e-mail addresses and phone numbers of a row, each with what kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clientpulse.quoting import named
from clientpulse.transfer.columns import EMPTY, Columns
from clientpulse.transfer.kinds import is_fax, kind_of
from clientpulse.transfer.known_export import Reach
from clientpulse.transfer.records import Remark

_BETWEEN_ADDRESSES = re.compile(r":::|[,;\n]")
# Within "Ann Field <ann@field.example>" and "Ann Field (ann@field.example)", too.
_ADDRESS = re.compile(r"(?:(?<=mailto:)|(?<![^\s<(]))[^\s<>():]+@[^\s<>()]+")
# A comma parts two numbers, or makes a pause within one, before an extension.
_BETWEEN_NUMBERS = re.compile(r":::|[;\n]|,(?=\s*\+?[\d(][\d ().-]{5,})|\s+(?=[^\W\d_]+:)")
_KIND_IN_FRONT = re.compile(r"([^\W\d_]+):\s*(?=\S)")  # Phone: 555 0101 Mobile: 555 0102

_ROUNDED = re.compile(r"\d[.,]?\d*e\+\d+", re.IGNORECASE)
_FRACTION = re.compile(r"(?<=\d{7})\.0$")
_LINES = re.compile(r"\s*[;\r\n]\s*")
_DIGITS_ALONE = 7


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


@dataclass(frozen=True, slots=True)
class Reached:
    """What a row says of where somebody can be reached.

    Attributes:
        good: The distinct addresses or numbers, each with its kind.
        bad: Texts that are none.
        fax: Whether there were fax numbers, which aren't among the good.
    """

    good: dict[str, str]
    bad: tuple[str, ...]
    fax: bool = False


def emails(reaches: Iterable[Found], cells: Sequence[str]) -> Reached:
    """Read the e-mail addresses of a row."""
    good: dict[str, str] = {}
    bad: list[str] = []
    for one in reaches:
        shown = "" if one.shown_at is None else cells[one.shown_at]
        texts = _distinct([one], cells, _BETWEEN_ADDRESSES)
        found = {text: _ADDRESS.search(text) or _ADDRESS.search(shown) for text in texts}
        if not any(found.values()):
            bad += texts
        for text, address in found.items():
            if address and address[0].casefold() not in map(str.casefold, good):
                good[address[0]] = texts[text]
    return Reached(good, tuple(bad))


def phones(reaches: Iterable[Found], cells: Sequence[str]) -> Reached:
    """Read the phone numbers of a row."""
    good, bad, fax = {}, [], False
    for text, under in _distinct(reaches, cells, _BETWEEN_NUMBERS).items():
        said = _KIND_IN_FRONT.match(text)
        kind = kind_of(said[1]) or under if said else under
        number = _FRACTION.sub("", text[said.end() :] if said else text.removeprefix("'"))
        if is_fax(kind):
            fax = True
        elif any(map(str.isdigit, number)) and not is_rounded(number):
            good[" ".join(number.replace(",", " ").split())] = kind
        else:
            bad.append(text)
    return Reached(good, tuple(bad), fax)


def unfit(line: int, emails: Reached, phones: Reached) -> Iterator[Remark]:
    """Name the texts of a row that are left out."""
    for text in emails.bad:
        yield Remark(line, f"{named(text)} isn't an e-mail address: left out")
    for text in phones.bad:
        yield Remark(line, f"{named(text)} isn't a phone number: left out")


def is_rounded(number: str) -> bool:
    """Tell whether a spreadsheet has rounded a number, as `4.42079E+11`."""
    return bool(_ROUNDED.fullmatch(number.strip()))


def parted(text: str | None) -> str | None:
    """Part several in a cell by commas, as we write them: of `030 5551234 / 0170 5551235`, too.

    A stroke parts those that can stand alone, and not `0351 / 55501`.
    """
    if text is None:
        return None
    sides = re.split(r"\s*/\s*", _FRACTION.sub("", text))
    alone = all("@" in one or sum(map(str.isdigit, one)) >= _DIGITS_ALONE for one in sides)
    several = _LINES.split(", ".join(sides) if alone else text)
    return ", ".join(filter(None, several)) or None


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
            if plain not in known and plain not in EMPTY:
                known.add(plain)
                found[part] = one.label_of(cells)
    return found
