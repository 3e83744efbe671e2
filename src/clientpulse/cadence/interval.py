"""A calendar span such as `2w` or `3m`: what it means, how it is typed and said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

LARGEST_COUNT = 999

DAYS_IN = {"d": 1.0, "w": 7.0, "m": 30.4375, "y": 365.25}
"""How many days a unit stands for where spans are compared or ranked."""

_UNIT_WORDS = {"d": "day", "w": "week", "m": "month", "y": "year"}

_NAMES = {
    "daily": "1d",
    "weekly": "1w",
    "biweekly": "2w",
    "fortnightly": "2w",
    "monthly": "1m",
    "bimonthly": "2m",
    "quarterly": "3m",
    "semiannual": "6m",
    "half-yearly": "6m",
    "annual": "1y",
    "yearly": "1y",
}

# "biweekly" and "bimonthly" are missing on purpose: half of all readers take them for twice as
# often, so they may be typed, but are said as "every 2 weeks" and "every 2 months".
_ADVERBS = {
    "1d": "daily",
    "1w": "weekly",
    "1m": "monthly",
    "3m": "quarterly",
    "6m": "half-yearly",
    "1y": "yearly",
}

_TYPED = re.compile(
    r"(?:every )?([0-9]{1,3}) ?([dwmy]|(?:day|week|month|year)s?)|every (day|week|month|year)"
)
_EXAMPLES = "weekly, monthly, quarterly, 10d, 2w, 3m, 1y or none"


class IntervalError(ValueError):
    """A text or a count that isn't an interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of whole days, weeks, months or years.

    Args:
        count: How many units, 1 to 999.
        unit: `d`, `w`, `m` or `y`.

    Raises:
        IntervalError: The count or the unit is out of range.
    """

    count: int
    unit: str

    def __post_init__(self) -> None:
        if self.unit not in DAYS_IN:
            raise IntervalError(f"{self.unit!r} isn't a unit of an interval: d, w, m or y")
        if not 1 <= self.count <= LARGEST_COUNT:
            raise IntervalError(
                f"an interval counts from 1 to {LARGEST_COUNT}, not {self.count}: {_EXAMPLES}"
            )

    @property
    def days(self) -> float:
        """The length in days, to compare and to rank by; dates are added with `after`."""
        return self.count * DAYS_IN[self.unit]

    def after(self, day: date, times: int = 1) -> date:
        """Return the day this span, or some times as much, after another.

        Months and years keep the day of the month and clip to the month's last day. What
        is beyond the calendar is its last day.
        """
        return _after(self.count * times, self.unit, day)

    def adverb(self) -> str:
        """Say how often: `monthly`, `every 5 weeks`."""
        return _ADVERBS.get(str(self)) or f"every {self.span()}"

    def span(self) -> str:
        """Say how long: `1 week`, `3 months`."""
        return in_units(self.count, self.unit)

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


def parse_interval(text: str) -> Interval | None:
    """Read an interval as people type it, in any case.

    Args:
        text: A name (`quarterly`), a count and a unit (`3m`, `every 6 weeks`), or `none`.

    Returns:
        The interval, or None for `none`.

    Raises:
        IntervalError: The text is anything else; the message gives examples.
    """
    # str.lower() turns some other letters into ASCII, such as the Kelvin sign into k.
    word = " ".join(text.split()).lower() if text.isascii() else ""
    if word == "none":
        return None
    match = _TYPED.fullmatch(_NAMES.get(word, word))
    if match is None:
        raise IntervalError(f"{text.strip()!r} isn't an interval; use for example {_EXAMPLES}")
    count, unit, each = match.groups()
    return Interval(int(count or 1), (unit or each)[0])


def in_units(count: int, unit: str) -> str:
    """Say a number of units: `1 week`, `14 months`. A silence may outlast every interval."""
    word = _UNIT_WORDS[unit]
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


# The hot spot of a portfolio: few intervals meet few days, so most of the sums repeat. A
# remembered sum takes 0.2 µs, relativedelta 3 µs.
@lru_cache(maxsize=65_536)
def _after(count: int, unit: str, day: date) -> date:
    try:
        if unit == "d":
            return day + timedelta(days=count)
        if unit == "w":
            return day + timedelta(weeks=count)
        if unit == "m":
            return day + relativedelta(months=count)
        return day + relativedelta(years=count)
    except (OverflowError, ValueError):
        return date.max
