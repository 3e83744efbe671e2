"""One thing that may be meant, and what a command asks for: a kind of things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.wording import in_short
from clientpulse.dates import long_date
from clientpulse.quoting import printable
from clientpulse.records import Record
from clientpulse.store.reader import Reader


@dataclass(frozen=True, slots=True)
class OpenThing:
    """One thing that may be meant.

    Attributes:
        ref: What it is called where it is typed: ``7``, ``t341``, ``b12``.
        what: Its text, in which the words that choose it are looked for.
        about: What else is known of it, where they are looked for too: its state, its day.
        day: That day in full.
        meant: Whether it is meant where no words choose.
    """

    ref: str
    what: str
    about: str
    day: str = ""
    meant: bool = True

    @property
    def said(self) -> str:
        """It in words, harmless."""
        what = printable(in_short(self.what))
        return f"{what} ({printable(self.about)})" if what else printable(self.about)

    @property
    def line(self) -> str:
        """It, to choose from."""
        return f"{self.ref:>5}  {self.said}"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a command asks for.

    Attributes:
        many: What several of them are called.
        none: What to say of a client with none, and what to do then.
        found: Returns those of a client, as of a day.
        records: What a number with this letter before it is; the first letter may be left out.
    """

    many: str
    none: tuple[str, str]
    found: Callable[[Reader, date, int], Iterator[OpenThing]]
    records: Mapping[str, type[Record]]


def in_full(day: date | None) -> str:
    """Write a day so that any way to name it is found in it: ``fri``, ``4 dec``, the ISO form."""
    return "" if day is None else f"{long_date(day)} {day}"
