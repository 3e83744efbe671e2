"""Read a row of an address book by its column names: what Google, Outlook and HubSpot share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TextIO

from clientpulse.transfer.format import Content, Format, Heading, plain, rows_below, unknown
from clientpulse.transfer.people import Person, clients_of
from clientpulse.transfer.records import Refusal, Remark

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_OF_YEAR = re.compile(r"--([0-9]{2})-?([0-9]{2})")
_US_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_NO_DAY = re.compile(r"0{1,2}/0{1,2}/0{2,4}")
_LEAP_YEAR = 2000
_SEPARATOR = ":::"
_TAG_BREAKS = re.compile(r"[\W_]+")
_SYSTEM_LABELS = frozenset(("mycontacts", "my-contacts"))


class Card:
    """One row of an address book.

    Attributes:
        line: Where the row starts.
        remarks: What was left out of it, to be shown.
    """

    def __init__(self, line: int, places: dict[str, int], cells: list[str]) -> None:
        self.line = line
        self.remarks: list[Remark] = []
        self._places = places
        self._cells = cells

    def text(self, *columns: str) -> str | None:
        """Give the first of these columns (in lower case) that holds something."""
        for column in columns:
            place = self._places.get(column)
            if place is not None and (value := self._cells[place].strip()):
                return value
        return None

    def joined(self, *columns: str, by: str = " ") -> str | None:
        """Put several columns together, empty ones left out."""
        return by.join(filter(None, map(self.text, columns))) or None

    def values(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Give all values of these columns in order; a cell may hold several, `:::` between."""
        parts = (part for column in columns for part in (self.text(column) or "").split(_SEPARATOR))
        kept: dict[str, str] = {}
        for part in filter(None, map(str.strip, parts)):
            kept.setdefault(part.casefold(), part)
        return tuple(kept.values())

    def numbered(self, column: str) -> Iterator[str]:
        """Name the columns `phone 1 - value`, `phone 2 - value` and so on, for `phone # - value`.

        The numbers are followed as far as the header has them, in their order and not the file's.
        """
        before, after = column.split("#")
        numbers = (
            int(name[len(before) : len(name) - len(after)])
            for name in self._places
            if name.startswith(before)
            and name.endswith(after)
            and name[len(before) : len(name) - len(after)].isdecimal()
        )
        return (f"{before}{number}{after}" for number in sorted(numbers))

    def tags(self, column: str) -> tuple[str, ...]:
        """Turn labels or categories into tags: lower case, words joined by hyphens."""
        labels = (self.text(column) or "").replace(_SEPARATOR, ";").split(";")
        tags = (_TAG_BREAKS.sub("-", label).strip("-").lower() for label in labels)
        return tuple(dict.fromkeys(tag for tag in tags if tag and tag not in _SYSTEM_LABELS))

    def birthday(self, column: str) -> str | None:
        """Give a birthday as `1979-04-12`, or `--04-12` where the year isn't known.

        What isn't a date is left out with a remark; `0/0/00` is Outlook's way to write none.
        """
        text = self.text(column)
        if text is None or _NO_DAY.fullmatch(text):
            return None
        try:
            return _birthday(text)
        except ValueError:
            self.remarks.append(Remark(self.line, f"birthday {text!r} isn't a date: left out"))
            return None


def _birthday(text: str) -> str:
    if found := _ISO_DAY.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    if found := _US_DAY.fullmatch(text):
        return date(int(found[3]), int(found[1]), int(found[2])).isoformat()
    if found := _DAY_OF_YEAR.fullmatch(text):
        day = date(_LEAP_YEAR, int(found[1]), int(found[2]))
        return f"--{day:%m-%d}"
    raise ValueError(text)


def address_book(
    name: str,
    fits: Callable[[frozenset[str]], bool],
    knows: Callable[[str], bool],
    person: Callable[[Card], Person],
) -> Format:
    """Make an importer of an address book.

    Args:
        name: What people call its export.
        fits: Tells by the column names, in lower case, whether a file is one.
        knows: Tells whether a column belongs to such exports, used or not.
        person: Takes what is needed from a row.
    """

    def read(heading: Heading, text: TextIO) -> Content:
        people = _people(heading, text, person)
        return Content(clients_of(people), unknown(heading.columns, knows))

    return Format(name, "clients", lambda heading: fits(heading.names), read)


def _people(
    heading: Heading, text: TextIO, person: Callable[[Card], Person]
) -> Iterator[Person | Refusal | Remark]:
    places = {plain(column): place for place, column in enumerate(heading.columns)}
    for row in rows_below(heading, text):
        if isinstance(row, Refusal):
            yield row
            continue
        line, cells = row
        if any(map(str.strip, cells)):
            card = Card(line, places, cells)
            yield person(card)
            yield from card.remarks
