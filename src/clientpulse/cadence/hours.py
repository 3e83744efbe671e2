"""Working hours: when a client can be rung, as typed and as kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from clientpulse.weekdays import WEEKDAY_OF, WEEKDAYS

MINUTES_OF_A_DAY = 24 * 60

Span = tuple[int, int]
"""From a minute of the day up to another, which isn't in it any more."""

_EXAMPLES = "mon-fri 09:00-17:00, or mon-thu 9-17; fri 9-13"

_ABBREVIATED = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_DAY_OF = WEEKDAY_OF | _ABBREVIATED
_SPAN_SIGN = re.compile(r"\s*(?:[-–—]|\bto\b)\s*")
_SEPARATORS = re.compile(r"[\s,;]+")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm)?")


class HoursError(ValueError):
    """A text that gives no working hours. The message says what is wrong, and what is right."""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When somebody works, in a week of their own time.

    Args:
        days: Of each day, Monday first, the spans worked; in order, apart from each other, and
            none over midnight.
    """

    days: tuple[tuple[Span, ...], ...]

    @classmethod
    def parse(cls, text: str) -> WorkingHours:
        """Read working hours as people type them, in any case.

        Days come before their times: `mon-fri 09:00-17:00`, `mon,wed,fri 9-13`,
        `mon-fri 9-12, 14-18`, `mon-thu 9am-5pm; fri 9-13`. Semicolons, commas and blanks
        separate; days behind a time begin anew. A day named twice has both its times. Nothing
        reaches over midnight: that is written as two days, `fri 22:00-24:00; sat 0:00-2:00`.

        Raises:
            HoursError: The text is anything else.
        """
        days: list[list[Span]] = [[] for _ in WEEKDAYS]
        named: list[int] = []
        timed = False
        for word in _words(text):
            if found := _weekdays(word):
                if timed:
                    named, timed = [], False
                named.extend(found)
            else:
                span = _span(word)
                if not named:
                    raise HoursError(f"{word!r} belongs to no day; write for example {_EXAMPLES}")
                timed = True
                for day in named:
                    days[day].append(span)
        if not timed:
            raise HoursError(f"{text.strip()!r} has no times; write for example {_EXAMPLES}")
        return cls(tuple(map(_joined, days)))

    def is_open_at(self, now: datetime) -> bool:
        """Tell whether it is worked at a time in the client's own time zone.

        The end of a span is outside it.
        """
        minute = now.hour * 60 + now.minute
        return any(begin <= minute < end for begin, end in self.days[now.weekday()])

    def __str__(self) -> str:
        """The hours as they are kept; reading them again gives the same."""
        by_hours: dict[tuple[Span, ...], list[int]] = {}
        for day, spans in enumerate(self.days):
            if spans:
                by_hours.setdefault(spans, []).append(day)
        return "; ".join(
            f"{_days_in_words(days)} {', '.join(map(_span_in_words, spans))}"
            for spans, days in by_hours.items()
        )


def _words(text: str) -> list[str]:
    tied = _SPAN_SIGN.sub("-", text.strip().lower())
    tied = re.sub(r"(?<=[0-9])\s+(?=(?:am|pm)\b)", "", tied)
    words = [word for word in _SEPARATORS.split(tied) if word]
    if not words:
        raise HoursError(f"there are no hours in it; write for example {_EXAMPLES}")
    return words


def _weekdays(word: str) -> tuple[int, ...]:
    """Return the days that a word names; none where it is something else."""
    first, dash, last = word.partition("-")
    if first not in _DAY_OF or (dash and last not in _DAY_OF):
        return ()
    begin = _DAY_OF[first]
    end = _DAY_OF[last] if dash else begin
    return tuple((begin + on) % 7 for on in range((end - begin) % 7 + 1))


def _span(word: str) -> Span:
    first, dash, last = word.partition("-")
    begin, end = _minute(first), _minute(last)
    if not dash or begin is None or end is None:
        raise HoursError(f"{word!r} is neither a day nor a time; write for example {_EXAMPLES}")
    if end <= begin:
        raise HoursError(
            f"{word!r} ends before it begins; write the afternoon as 13:00-17:00, "
            "and hours over midnight as two days"
        )
    return begin, end


def _minute(clock: str) -> int | None:
    found = _CLOCK.fullmatch(clock)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    of_the_day = hour * 60 + minute
    return of_the_day if minute < 60 and of_the_day <= MINUTES_OF_A_DAY else None


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Sort the spans of a day, and join those that touch."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def _days_in_words(days: list[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        f"{_name(run[0])}-{_name(run[-1])}" if len(run) > 2 else ",".join(map(_name, run))
        for run in runs
    )


def _name(day: int) -> str:
    return WEEKDAYS[day][:3]


def _span_in_words(span: Span) -> str:
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in span)
