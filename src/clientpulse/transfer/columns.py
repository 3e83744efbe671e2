"""Finding a file's columns by their headings, and remembering which of them are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from clientpulse.errors import ImportRefusedError

_WHICH = re.compile(r"(.+)@([0-9]+)")


def plain(heading: str) -> str:
    """Bring a heading to the form it is compared in: case and blanks don't matter."""
    return " ".join(heading.split()).casefold()


class Columns:
    """The columns of a file.

    A heading to look for is written in small letters. ``phone # - value`` stands for all of a
    numbered series, ``last activity date*`` for every heading that begins so, and ``titre@2`` for
    the second of several columns of one name.

    Args:
        name: What to call the file in a message.
    """

    def __init__(self, headings: Sequence[str], name: str = "the file") -> None:
        self._headings = headings
        self._plain = [plain(heading) for heading in headings]
        self._name = name
        self._read: set[int] = set()

    def places(self, heading: str) -> tuple[int, ...]:
        """Return where a heading's columns stand, those of a series by number.

        Raises:
            ImportRefusedError: There are two of a name, and nothing says which of them is meant.
        """
        return tuple(place for _, place in self.numbered(heading))

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
        self._read.update(place for one in headings for _, place in self._find(one, several=True))

    def has(self, heading: str) -> bool:
        """Tell whether there is such a column, without reading it."""
        return bool(self._find(heading, several=True))

    def unread(self) -> Iterable[tuple[int, str]]:
        """Return the place and the heading of each column that nothing was looked for under."""
        for place, heading in enumerate(self._headings):
            if place not in self._read:
                yield place, heading or f"(column {place + 1}, without a name)"

    def _find(self, heading: str, *, several: bool = False) -> list[tuple[int, int]]:
        if "#" in heading:
            series = re.compile(re.escape(heading).replace(r"\#", "([0-9]+)"))
            matches = ((series.fullmatch(one), place) for place, one in enumerate(self._plain))
            return sorted((int(match[1]), place) for match, place in matches if match)
        wanted, which = heading, _WHICH.fullmatch(heading)
        if which:
            wanted = which[1]
        if heading.endswith("*"):
            same = [p for p, one in enumerate(self._plain) if one.startswith(heading[:-1])]
        else:
            same = [p for p, one in enumerate(self._plain) if one == wanted]
            if which:
                same = same[int(which[2]) - 1 : int(which[2])]
            elif len(same) > 1 and not several:
                raise ImportRefusedError(
                    f"{self._name} has two columns named {self._headings[same[0]]!r}",
                    "rename or remove one of them",
                )
        return [(0, place) for place in same]
