"""Finding a file's columns by their headings, and remembering which of them are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from clientpulse.errors import ImportRefusedError
from clientpulse.quoting import named

EMPTY = frozenset(("", "-", "--", "\u2013", "\u2014", ".", "n/a", "#n/a"))
"""What a cell holds, in small letters, that holds nothing."""

_NUMBER = re.compile("[0-9]{1,4}")
_SIDE = re.compile(r"(.+)([<>])(.+)")
WHICH = re.compile(r"(.+)@([0-9]+)")
"""A heading, and which of the columns that have it."""


def plain(heading: str) -> str:
    """Bring a heading to the form it is compared in.

    Case, blanks, composition, invisible characters, the shape of an apostrophe and an arrow that
    says what the rows are sorted by don't matter.
    """
    text = heading
    if not text.isascii():
        seen = "".join(one for one in text if unicodedata.category(one) != "Cf")
        text = unicodedata.normalize("NFC", seen).replace("\u2019", "'")
        text = text.rstrip(" \u2191\u2193\u25b2\u25bc")
    text = " ".join(text.split())
    return text.casefold()


class Columns:
    """The columns of a file.

    Headings are looked for without regard to case. ``phone # - value`` stands for all of a
    numbered series, ``last activity date*`` for every heading that begins so, ``ville@2`` for the
    second of several columns of one name, and ``titre>prénom`` for the last of a name that stands
    behind another, ``titre<prénom`` for the first in front of it.

    Args:
        name: What to call the file in a message.
    """

    def __init__(self, headings: Sequence[str], name: str = "the file") -> None:
        self._headings = headings
        self._name = name
        self._plain: dict[str, list[int]] = {}
        self._series: dict[str, list[tuple[int, int]]] = {}
        for place, heading in enumerate(headings):
            text = plain(heading)
            self._plain.setdefault(text, []).append(place)
            for found in _NUMBER.finditer(text):
                series = f"{text[: found.start()]}#{text[found.end() :]}"
                self._series.setdefault(series, []).append((int(found[0]), place))
        self._read: set[int] = set()

    def places(self, heading: str) -> tuple[int, ...]:
        """Return where a heading's columns stand, those of a series by number.

        Raises:
            ImportRefusedError: There are two of a name, and nothing says which of them is meant.
        """
        return tuple(place for _, place in self.numbered(heading))

    def every(self, heading: str) -> tuple[int, ...]:
        """Return where a heading's columns stand, all of them where there are several of a name."""
        found = tuple(place for _, place in self._find(heading, several=True))
        self._read.update(found)
        return found

    def numbered(self, heading: str) -> list[tuple[int, int]]:
        """Return where a heading's columns stand, each behind its number in the series, or 0.

        Raises:
            ImportRefusedError: As for `places`.
        """
        found = self._find(heading)
        self._read.update(place for _, place in found)
        return found

    def pass_over(self, headings: Iterable[str]) -> None:
        """Take columns for read that aren't worth reading."""
        for one in headings:
            self.every(one)

    def has(self, heading: str) -> bool:
        """Tell whether there is such a column, without reading it."""
        return bool(self._find(heading, several=True))

    def unread(self) -> Iterable[tuple[int, str]]:
        """Return the place and the heading of each column that nothing was looked for under."""
        for place, heading in enumerate(self._headings):
            if place not in self._read:
                yield place, heading or f"(column {place + 1}, without a name)"

    def _find(self, heading: str, *, several: bool = False) -> list[tuple[int, int]]:
        heading = plain(heading)
        if "#" in heading:
            return sorted(self._series.get(heading, ()))
        if heading.endswith("*"):
            begun = (at for one, at in self._plain.items() if one.startswith(heading[:-1]))
            return [(0, place) for places in begun for place in places]
        if which := WHICH.fullmatch(heading):
            nth = int(which[2])
            return [(0, place) for place in self._plain.get(which[1], [])[nth - 1 : nth]]
        if side := _SIDE.fullmatch(heading):
            there = self._plain.get(side[3], [])[:1]
            behind = side[2] == ">"
            found = [
                (0, place)
                for place in self._plain.get(side[1], ())
                if any((place > one) is behind for one in there)
            ]
            return found[-1:] if behind else found[:1]
        same = self._plain.get(heading, [])
        if len(same) > 1 and not several:
            raise ImportRefusedError(
                f"{self._name} has two columns named {named(self._headings[same[0]])}",
                "rename or remove one of them",
            )
        return [(0, place) for place in same]
