"""What the dates of a column show about how the others there are to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from clientpulse.transfer.day_forms import LONGEST, Written, folded

_MONTHS = 12
_BEGINNING = re.compile(r"[^0-9]*([0-9]{1,2})([-/. ]) ?([0-9]{1,2})(?![0-9])")
_NOTHING = re.compile(r"[\W_]*|[0./: t-]+|\(?(?:n/?a|nan|nil|null|none)\)?|#n/?a")
NO_DAYS = frozenset(
    ("0001-01-01", "1899-12-30", "1899-12-31", "1900-01-00", "4501-01-01", "0/1/1900", "1/0/1900")
)
"""How databases, spreadsheets and Outlook write that there is no day."""
SPREADSHEET_DAY = re.compile(r"[1-6][0-9]{4}(?:[.,][0-9]+)?")
"""The number by which a spreadsheet counts days, from 1927 to 2091."""


@dataclass(slots=True)
class Evidence:
    """What a column shows.

    Attributes:
        orders: By whether it is written with dots, each order that a date can't be read without,
            with the first such date and its line.
        are_numbers: Whether most of what the column holds are a spreadsheet's numbers.
    """

    orders: dict[bool, dict[str, tuple[str, int]]] = field(
        default_factory=lambda: {False: {}, True: {}}
    )
    are_numbers: bool = False


def gather(cells: Iterable[tuple[int, str]], parse: Callable[[str], Written | None]) -> Evidence:
    """Go through a column.

    Args:
        cells: Its texts, each with its line.
    """
    found = Evidence()
    numbers = others = 0
    for line, text in cells:
        if SPREADSHEET_DAY.fullmatch(text):
            numbers += 1
            continue
        others += not is_nothing(text)
        order, dotted = _order_at_first_sight(text)
        if order is None or order in found.orders[dotted]:
            continue
        written = parse(text)
        if written and written.order:
            found.orders[written.dotted].setdefault(written.order, (text, line))
    found.are_numbers = numbers > others
    return found


def _order_at_first_sight(text: str) -> tuple[str | None, bool]:
    """Tell cheaply which order a text may show, and whether it has dots: there may be millions."""
    numbers = _BEGINNING.match(text)
    if numbers is None or (int(numbers[1]) <= _MONTHS) == (int(numbers[3]) <= _MONTHS):
        return None, False
    return "dmy" if int(numbers[1]) > _MONTHS else "mdy", numbers[2] == "."


def is_nothing(text: str) -> bool:
    """Tell whether a text is a way to write that there is no date: ``0/0/00``, ``-``, ``N/A``."""
    plain = folded(text[: LONGEST + 1])
    return bool(_NOTHING.fullmatch(plain)) or plain in NO_DAYS
