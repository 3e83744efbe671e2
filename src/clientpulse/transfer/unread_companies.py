"""Names of companies under a heading that isn't known: without them, a file is only half taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from clientpulse.errors import ImportRefusedError
from clientpulse.quoting import named
from clientpulse.transfer.format import Heading
from clientpulse.transfer.heading_words import meaning, words
from clientpulse.transfer.mapping import suggested
from clientpulse.transfer.records import Refusal

# What is said of companies besides, in columns of exports and of people's own.
_ASIDE = frozenset(
    ("address", "addresses", "adresse", "indirizzo", "direccion", "endereco", "adres", "box",
     "page", "symbol", "cost", "tier", "level", "rating", "rank", "class", "priority")
)  # fmt: skip
_ADDRESS = re.compile(r"@|^\s*\S*(?:://|\bwww\.)\S*\s*$|^\s*[a-z0-9.-]+\.[a-z]+\s*$")
_NO_NAMES = frozenset(("yes", "no", "true", "false", "none", "unknown", "active", "inactive"))


def refuse_unread(
    export: str,
    heading: Heading,
    unread: Mapping[int, str],
    known: Sequence[int],
    names: Sequence[int] = (),
) -> None:
    """Refuse a file most of whose companies stand in a column that isn't read.

    Args:
        export: What it was taken for.
        unread: The headings of the columns that aren't read, by place.
        known: The places of the columns that are read as companies.
        names: The places of columns with names, which a company's own may be once more.

    Raises:
        ImportRefusedError: There is such a column.
    """
    suspects = [
        place
        for place, name in unread.items()
        if meaning(name) == "name" and _ASIDE.isdisjoint(words(name))
    ]
    if not suspects:
        return
    there, missed = dict.fromkeys(suspects, 0), dict.fromkeys(suspects, 0)
    for row in heading.rescan():
        if isinstance(row, Refusal):
            continue
        cells = row[1]
        without = not any(cells[place].strip() for place in known)
        for place in suspects:
            cell = cells[place]
            if _can_be_name(cell) and all(cell.strip() != cells[name].strip() for name in names):
                there[place] += 1
                missed[place] += without
    for place in suspects:
        if 2 * missed[place] > there[place]:
            raise ImportRefusedError(
                f"{heading.file} looks like {export}, but its companies stand under "
                f"{named(unread[place])}, which isn't read",
                f"say what stands where: {suggested(heading.columns, name=unread[place])}",
            )


def _can_be_name(cell: str) -> bool:
    letters, digits = (sum(map(kind, cell)) for kind in (str.isalpha, str.isdigit))
    return (
        letters > max(2, digits)
        and not _ADDRESS.search(cell)
        and cell.strip().casefold() not in _NO_NAMES
    )
