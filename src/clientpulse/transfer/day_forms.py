"""The forms in which programs write a day, and what each may mean.

=================  ==================================================================
year first         ``2025-01-15`` ``2025/1/15`` ``20250115``
in numbers         ``15/01/2025`` ``1/15/25`` ``15-01-2025`` ``15.01.2025``
in words           ``12-Apr-1979`` ``12. April 1979`` ``avr. 12, 1979`` ``12 kwietnia 1979``
without a year     ``--04-12`` ``12 April`` ``12.04.``
with a time        ``2025-01-15T14:30:00+01:00`` ``15/01/2025 14:30`` ``1/15/2025 2:30 PM``
                   ``20250115T143000Z`` ``15.01.2025 14.30`` ``15 Jan 2025 2pm``
=================  ==================================================================

A weekday may stand in front. A two-digit year is the latest one that isn't too late.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from clientpulse.transfer.month_names import MONTH_OF, WEEKDAYS

LONGEST = 100
_LEAP_YEAR = 2000
_NOISE = frozenset(
    ("st", "nd", "rd", "th", "er", "e", "o", "a", "r", "of", "the", "de", "del", "el", "il", "le",
     "am", "den", "feira")
)  # fmt: skip
"""What may stand around the parts of a date: ``12th of``, ``1er``, ``de``, ``1979 r.``"""
_MIDNIGHT = "00:00"

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
"""What most files hold, told at once."""
_TIME = re.compile(
    r"(?P<day>.*?[0-9.])(?:t|,? (?:at |um |om |a )?)"
    r"(?P<hour>[0-9]{1,2})(?:[:h]|(?<=[0-9]{4} [0-9]{2})\.)(?P<minute>[0-9]{2})"
    r"(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?P<half>[ap])\.? ?m\.?)?"
    r"(?: ?(?:[a-z]{1,5})?(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?(?: \(.*\))?)"
)
_HOUR = re.compile(
    r"(?P<day>.*?[0-9.]),? (?:at )?(?P<hour>[0-9]{1,2}) ?(?P<half>[ap])\.? ?m\.?(?P<minute>)"
)
_COMPACT_TIME = re.compile(
    r"(?P<day>[0-9]{8})t(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?:[0-9]{2})?z?(?P<half>)"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ]) ?([0-9]{1,2})\2 ?([0-9]{1,2})\.?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/. ]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})\.?")
_OF_YEAR = re.compile(r"--([0-9]{2})-?([0-9]{2})")
_TWO_NUMBERS = re.compile(r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})(\.?)")
_IN_FRONT = re.compile(r"(?:([a-z]+)(?:-feira)?[.,]* )?(.*)")
_WORDS = re.compile(r"(?:[a-z]+|[0-9]+|[ ,.'/-]+)+")
_WORD = re.compile(r"[a-z]+|[0-9]+")
_ORDERS = {
    "dm": "dm", "md": "md", "dmy": "dmy", "dmd": "dmy", "mdy": "mdy", "mdd": "mdy", "ymd": "ymd",
}  # fmt: skip
"""What the parts of a date in words are, by what they look like."""


class Day(NamedTuple):
    """A day; the year may not be known."""

    year: int | None
    month: int
    day: int

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"


class Written(NamedTuple):
    """What a text may mean.

    Attributes:
        readings: The days that it can be, by the order of day and month, ``dmy`` and ``mdy``; only
            one where the other is no day, the same twice where the form tells them apart.
        dotted: Whether it is written with dots, as is done where the day comes first.
        at: The time of day behind it: ``14:30``. Midnight is how a day is saved that has none.
    """

    readings: Mapping[str, Day]
    dotted: bool = False
    at: str | None = None

    @property
    def days(self) -> list[Day]:
        """The days that it can be, the earliest first."""
        return sorted(set(self.readings.values()), key=str)

    @property
    def order(self) -> str | None:
        """The order that it can't be read without."""
        return next(iter(self.readings)) if len(self.readings) == 1 else None


def parse(text: str, latest: date, *, year_first: bool = False) -> Written | None:
    """Tell what days a text may mean; None where it isn't in any of the forms, or no such day is.

    Args:
        latest: The day after which no two-digit year may put it.
        year_first: Whether ``25/01/15`` begins with the year.
    """
    if found := _ISO.fullmatch(text):
        day = _real(int(found[1]), int(found[2]), int(found[3]))
        at = _clock(found[4], found[5])
        return _clear(day, at) if day and (at or not found[4]) else None
    if len(text) > LONGEST:
        return None
    plain, at = folded(text), None
    if found := _TIME.fullmatch(plain) or _HOUR.fullmatch(plain) or _COMPACT_TIME.fullmatch(plain):
        at = _clock(found["hour"], found["minute"] or "00", found["half"])
        if at is None:
            return None
        plain = found["day"]
    written = _day(plain, latest, year_first=year_first)
    return written and written._replace(at=_known(at))


def whole_year(digits: str, latest: date) -> int:
    """Tell which year two digits stand for: the latest one that isn't too late."""
    return latest.year - (latest.year - int(digits)) % 100


def folded(text: str) -> str:
    """Bring a text to small letters without accents, invisible characters and runs of blanks."""
    bare = (
        one for one in unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
        if unicodedata.category(one) not in ("Mn", "Cf")
    )  # fmt: skip
    return " ".join("".join(bare).split())


def _clear(day: Day, at: str | None = None) -> Written:
    return Written({"dmy": day, "mdy": day}, at=_known(at))


def _known(at: str | None) -> str | None:
    return None if at == _MIDNIGHT else at


def _clock(hour: str | None, minute: str | None, half: str | None = None) -> str | None:
    if hour is None or minute is None:
        return None
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half == "p" else 0)
    return f"{number:02}:{minute}" if number < 24 and int(minute) < 60 else None


def _day(plain: str, latest: date, *, year_first: bool) -> Written | None:
    weekday, numbers = _IN_FRONT.fullmatch(plain).groups()  # type: ignore[union-attr]
    if weekday is None or weekday in WEEKDAYS:
        if found := _NUMBERS.fullmatch(numbers):
            first, mark, second, last = found.groups()
            if len(last) == 4 or not (year_first or int(first) > 31):
                return _two_ways(int(first), int(second), last, latest, dotted=mark == ".")
            day = _with_year(first, int(second), int(last), latest)
            return day and _clear(day)
        if found := _TWO_NUMBERS.fullmatch(numbers):
            first, mark, second, end = found.groups()
            return _two_ways(int(first), int(second), None, latest, dotted=mark == end == ".")
        if found := _YEAR_FIRST.fullmatch(numbers):
            year, month, one = (int(part) for part in found.group(1, 3, 4))
            day = _real(year, month, one)
            return day and _clear(day)
    if found := _COMPACT.fullmatch(plain) or _OF_YEAR.fullmatch(plain):
        *years, month, one = map(int, found.groups())
        day = _real(years[0] if years else None, month, one)
    else:
        day = _in_words(plain, latest)
    return day and _clear(day)


def _two_ways(
    first: int, second: int, year: str | None, latest: date, *, dotted: bool
) -> Written | None:
    days = {
        "dmy": _with_year(year, second, first, latest),
        "mdy": _with_year(year, first, second, latest),
    }
    readings = {order: day for order, day in days.items() if day}
    return Written(readings, dotted) if readings else None


def _in_words(plain: str, latest: date) -> Day | None:
    if not _WORDS.fullmatch(plain):
        return None
    parts = [one for one in _WORD.findall(plain) if one not in _NOISE]
    if sum(one.isalpha() for one in parts) == 2 and parts[0] in WEEKDAYS:
        del parts[0]
    order = _ORDERS.get("".join(map(_kind, parts)))
    if order is None:
        return None
    part = dict(zip(order, parts, strict=True))
    return _with_year(part.get("y"), MONTH_OF[part["m"]], int(part["d"]), latest)


def _kind(part: str) -> str:
    if part.isalpha():
        return "m" if part in MONTH_OF else "?"
    return {1: "d", 2: "d", 4: "y"}.get(len(part), "?")


def _with_year(year: str | None, month: int, day: int, latest: date) -> Day | None:
    if year is None or len(year) == 4:
        return _real(int(year) if year else None, month, day)
    found = _real(whole_year(year, latest), month, day)
    if found and found.year and (found.year, month, day) > (latest.year, latest.month, latest.day):
        return _real(found.year - 100, month, day)
    return found


def _real(year: int | None, month: int, day: int) -> Day | None:
    """Return a day that exists; the year 0 is none."""
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return None
    return Day(year or None, month, day)
