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
        found = self._find(heading)
        self._read.update(found)
        return found

    def has(self, heading: str) -> bool:
        """Tell whether there is such a column, without reading it."""
        return bool(self._find(heading, several=True))

    def unread(self) -> Iterable[tuple[int, str]]:
        """Return the place and the heading of each column that nothing was looked for under."""
        for place, heading in enumerate(self._headings):
            if place not in self._read:
                yield place, heading or f"(column {place + 1}, without a name)"

    def _find(self, heading: str, *, several: bool = False) -> tuple[int, ...]:
        if which := _WHICH.fullmatch(heading):
            same = [place for place, one in enumerate(self._plain) if one == which[1]]
            return tuple(same[int(which[2]) - 1 : int(which[2])])
        if "#" in heading:
            series = re.compile(re.escape(heading).replace(r"\#", "([0-9]+)"))
            numbered = [
                (int(match[1]), place)
                for place, one in enumerate(self._plain)
                if (match := series.fullmatch(one))
            ]
            return tuple(place for _, place in sorted(numbered))
        if heading.endswith("*"):
            begin = heading[:-1]
            return tuple(p for p, one in enumerate(self._plain) if one.startswith(begin))
        same = [place for place, one in enumerate(self._plain) if one == heading]
        if len(same) > 1 and not several:
            raise ImportRefusedError(
                f"{self._name} has two columns named {self._headings[same[0]]!r}",
                "rename or remove one of them",
            )
        return tuple(same)
