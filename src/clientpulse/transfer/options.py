"""What is known beforehand about a file that is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be read.

    Attributes:
        today: The day that a date such as ``yesterday`` or ``1 nov`` is counted from, and after
            which nobody was born.
        date_order: How a numeric date with two readings is read: ``dmy``, ``mdy``, ``ymd``; None
            leaves it to the other dates of the column.
        encoding: The encoding, where it isn't to be found out.
        mapping: By our own column, the headings of the file that it is under; where there are
            several, what they hold is joined. Empty where the file's format is to be recognised.
        client: The key and the name of the client at whom all people of a file of cards are; None
            where each card tells.
    """

    today: date = date.max
    date_order: str | None = None
    encoding: str | None = None
    mapping: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    client: tuple[str, str] | None = None
