"""Rules of recurrence, in a window of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Literal

from dateutil import rrule

from clientpulse.sources.calendars import old_rules

Frequency = Literal[0, 1, 2, 3, 4, 5, 6]

STEPS = 10_000
"""How many occurrences of one rule are gone through: those of each day for 27 years."""

_FREQUENCIES: dict[str, Frequency] = {
    "YEARLY": rrule.YEARLY,
    "MONTHLY": rrule.MONTHLY,
    "WEEKLY": rrule.WEEKLY,
    "DAILY": rrule.DAILY,
    "HOURLY": rrule.HOURLY,
    "MINUTELY": rrule.MINUTELY,
    "SECONDLY": rrule.SECONDLY,
}
_PERIODS = {
    rrule.WEEKLY: timedelta(weeks=1),
    rrule.DAILY: timedelta(days=1),
    rrule.HOURLY: timedelta(hours=1),
    rrule.MINUTELY: timedelta(minutes=1),
    rrule.SECONDLY: timedelta(seconds=1),
}
_WEEKDAYS = {one: getattr(rrule, one) for one in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")}
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?)?(Z)?.*", re.DOTALL)
_LONGEST_INTERVAL = 100_000
_GREATEST = {
    "BYMONTH": 12,
    "BYMONTHDAY": 31,
    "BYYEARDAY": 366,
    "BYWEEKNO": 53,
    "BYSETPOS": 366,
    "BYHOUR": 23,
    "BYMINUTE": 59,
    "BYSECOND": 60,
}


_DAYS = frozenset(("byweekday", "bymonthday", "byyearday"))


class TooManyError(Exception):
    """A rule gives more occurrences than anybody can have."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of recurrence, as RFC 5545 has it.

    Attributes:
        options: What `dateutil.rrule.rrule` is told, beside the frequency and the start.
        until: As written.
    """

    frequency: Frequency
    options: dict[str, Any]
    until: str = ""

    @classmethod
    def parse(cls, text: str) -> Rule:
        """Read a rule.

        Raises:
            ValueError: It makes no sense.
        """
        text = text.strip().upper().replace("\\", "")  # some escape the semicolons
        if "FREQ" not in text:
            text = old_rules.translated(text)
        said = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
        options: dict[str, Any] = {}
        _refuse_what_isnt_known(said)
        for name, value in said.items():
            if read := _READERS.get(name.strip()):
                key = "byweekday" if name == "BYDAY" else name.strip().lower()
                try:
                    options[key] = read(value.strip())
                except ValueError:
                    raise ValueError(f"a rule of recurrence with a wrong {name.strip()}") from None
        if said.get("FREQ", "").strip() not in _FREQUENCIES:
            raise ValueError("a rule of recurrence that can't be read")
        frequency = _FREQUENCIES[said["FREQ"].strip()]
        if options.get("count", 1) < 1:
            del options["count"]  # Confluence's -1: UNTIL ends it, or nothing does
        rule = cls(frequency, options, said.get("UNTIL", "").strip())
        rule.until_wall(None)
        return rule

    @property
    def is_yearly(self) -> bool:
        """Whether it is one for a timezone."""
        return self.frequency == rrule.YEARLY

    def until_wall(self, zone: tzinfo | None) -> datetime | None:
        """Return the last moment by a clock; None where it has no end.

        A day ends with its last second. The clock may show the hour of a change twice; nobody
        ends anything in it.

        Args:
            zone: Whose clock; None where the end isn't by another one.

        Raises:
            ValueError: It can't be read.
        """
        if not self.until:
            return None
        found = _UNTIL.fullmatch(self.until)
        if found is None:
            raise ValueError("a rule of recurrence without a proper end")
        year, month, day = (int(found[place]) for place in (1, 2, 3))
        hour, minute, second = 23, 59, 59
        if found[4] is not None:
            hour, minute, second = int(found[4]) % 24, int(found[5]) % 60, int(found[6] or 0) % 60
        try:
            wall = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
        except ValueError:
            raise ValueError("a rule of recurrence without a proper end") from None
        if found[4] and found[7] and zone is not None:
            offset = zone.utcoffset(wall.replace(tzinfo=zone)) or timedelta()
            offset = zone.utcoffset((wall + offset).replace(tzinfo=zone)) or timedelta()
            wall += offset
        return wall

    def is_over_before(self, start: datetime, zone: tzinfo) -> bool:
        """Tell whether it ended before it began: so some programs write a series that is deleted.

        Midnight of the day on which it begins stands for that day.
        """
        last, written = self.until_wall(zone), self.until_wall(None)
        if last is None or written is None or last >= start:
            return False
        return written != datetime.combine(start.date(), datetime.min.time())

    def between(self, start: datetime, low: datetime, high: datetime) -> Iterator[datetime]:
        """Give the occurrences from one moment to another, both counted, in their order.

        Args:
            start: The first one of all, by the same clock.

        Raises:
            TooManyError: There are more than anybody can have, or go through.
        """
        if start > high:
            return
        begin = start if "count" in self.options else self._near(start, low)
        if self._steps(begin, high) > STEPS:
            raise TooManyError
        # A rule that never fits is followed to the year 9999: so everything is reckoned there,
        # where weekdays and leap years are the same.
        shift = _to_the_end_of_time(begin, high)
        options = self.options
        if "byweekno" in options and _DAYS.isdisjoint(options):
            options = {**options, "byweekday": start.weekday()}
        try:
            found = iter(rrule.rrule(self.frequency, dtstart=begin + shift, **options))
        except ValueError:
            return  # it never is
        for step in range(STEPS):
            try:
                one = next(found, None)
            except (OverflowError, IndexError, ValueError):
                return  # beyond the year 9999, or never
            if one is None or one - shift > high:
                return
            if one - shift >= low:
                yield one - shift
            if step == STEPS - 1:
                raise TooManyError

    def _steps(self, begin: datetime, high: datetime) -> int:
        """Return how many periods shorter than a day have to be gone through."""
        if self.frequency <= rrule.DAILY:
            return 0
        interval: int = self.options.get("interval", 1)
        count: int = self.options.get("count", 0)
        return count or (high - begin) // (_PERIODS[self.frequency] * interval)

    def _near(self, start: datetime, low: datetime) -> datetime:
        """Return a start shortly before a moment, whole intervals later."""
        period = _PERIODS.get(self.frequency)
        if period is None or start >= low:
            return start
        interval: int = self.options.get("interval", 1)
        return start + max((low - start) // (period * interval) - 1, 0) * period * interval


def _to_the_end_of_time(start: datetime, high: datetime) -> timedelta:
    """Return a shift to before the year 9999 that keeps weekdays and leap years.

    From 1901 to 2099, and from 9901 on, every fourth year is a leap year; so there both come back
    after 28 years.
    """
    if start.year < 1901 or high.year > 2097:
        return timedelta()
    first = date(start.year, 1, 1)
    for years in range(9_998 - high.year, 9_901 - start.year, -1):
        later = date(start.year + years, 1, 1)
        if years % 4 == 0 and later.weekday() == first.weekday():
            return later - first
    return timedelta()


def _refuse_what_isnt_known(said: dict[str, str]) -> None:
    """Raise ValueError of a rule that may mean something else than what is read of it."""
    if said.get("RSCALE", "GREGORIAN").strip() != "GREGORIAN":
        raise ValueError("a rule of recurrence by another calendar than ours")
    for name in said:
        if name.strip() not in _KNOWN and not name.strip().startswith("X-"):
            raise ValueError(f"a rule of recurrence with an unknown {name.strip()[:20]}")


def _number(least: int, greatest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        return min(max(int(value[:12]), least), greatest)

    return read


def _numbers(name: str) -> Callable[[str], list[int]]:
    least = 0 if name in {"BYHOUR", "BYMINUTE", "BYSECOND"} else 1

    def read(value: str) -> list[int]:
        found = [int(one[:6]) for one in value.split(",") if one.strip()]
        if any(not least <= (abs(one) if least else one) <= _GREATEST[name] for one in found):
            raise ValueError(value)
        return [min(one, 59) if name == "BYSECOND" else one for one in found]

    return read


def _weekdays(value: str) -> list[Any]:
    found = []
    for one in value.split(","):
        day = _WEEKDAY.fullmatch(one.strip())
        if day is None:
            raise ValueError(value)
        number = int(day[1] or 0)
        if abs(number) > 53:
            raise ValueError(value)
        found.append(_WEEKDAYS[day[2]](number or None))
    return found


_READERS: dict[str, Callable[[str], Any]] = {
    "INTERVAL": _number(1, _LONGEST_INTERVAL),
    "COUNT": _number(-1, 10**9),
    "WKST": lambda value: _WEEKDAYS.get(value, rrule.MO),
    "BYDAY": _weekdays,
    **{name: _numbers(name) for name in _GREATEST},
}
_KNOWN = frozenset((*_READERS, "FREQ", "UNTIL", "RSCALE", "SKIP"))
