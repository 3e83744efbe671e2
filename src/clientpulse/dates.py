"""Read the days and the times of day that people type.

What is no sentence of this small grammar is refused with examples; nothing is ever guessed.
Case and runs of blanks don't matter, and only ASCII is read.

====================  ===============================================================
ISO                   ``2026-11-21``
named                 ``today`` ``yesterday`` ``tomorrow``
weekday               ``fri`` ``friday``, ``last fri``, ``next fri``
counted               ``3 days ago`` ``3d ago`` ``in 2 weeks`` ``+2w`` ``-3d``
day and month         ``1 nov`` ``nov 1`` ``1 November 2025`` ``nov 1, 2025``
numeric               ``21.11.2026`` ``11/21/2026`` ``21-11-2026``, if it has one reading
year first            ``2026/11/21`` ``2026.11.21``, with ``date_order = "ymd"`` only
time of day           ``14:30`` ``9:00`` ``2pm`` ``2:30pm``
====================  ===============================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import Enum
from typing import Any

from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.weekdays import WEEKDAY_OF, WEEKDAYS

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH_OF = {form: n for n, name in enumerate(MONTHS, 1) for form in (name, name[:3])}
FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_DATE = 4  # words, as in "in 2 days ago", which has to be refused as a whole

TIME_HINT = "for example 14:30, 9:00 or 2pm"
WHEN_HINT = "for example fri 14:00, 5 dec 9:00, tomorrow 2pm or 2026-12-05 14:30"
SPLIT_HINT = "begin with a day: 12 jan, next fri, in 2 weeks or 2026-12-05"
SPAN_HINT = "for example 24 dec 2 jan, mon fri, tomorrow or 2026-12-24 2027-01-02"

LINKS = ("to", "until", "-")
"""What may stand between two days."""


class Lean(Enum):
    """Where a date without a year, or a bare weekday, is looked for."""

    BACK = "back"
    """Logging: the latest one up to today, today included."""
    FORWARD = "forward"
    """Planning: the next one from today; of a bare weekday the next one after today."""


def parse_date(text: str, today: date, lean: Lean, date_order: str | None = None) -> date:
    """Read a DATE.

    Args:
        text: What was typed.
        today: The day that ``today``, ``3d ago`` and dates without a year are counted from.
        lean: Where to look for a date without a year or a bare weekday.
        date_order: ``"dmy"`` or ``"mdy"`` decides a numeric date with two readings; ``"ymd"``
            admits ``2026/11/21``. A numeric date with only one reading needs none.

    Returns:
        The day meant, in the years 1900 to 2199.

    Raises:
        InputError: The text is no DATE, has two readings, or lies out of that range. A 29 Feb
            without a year is refused where the year in the direction of the lean has none.
    """
    hint = (
        "for example 2026-11-21, yesterday, fri, 3d ago or 1 nov"
        if lean is Lean.BACK
        else "for example 2026-11-21, tomorrow, fri, in 2 weeks or 1 nov"
    )
    return _read(_Request(text, today, lean, date_order, hint))


def parse_when(
    text: str, today: date, date_order: str | None = None, lean: Lean = Lean.FORWARD
) -> tuple[date, time | None]:
    """Read a WHEN: a DATE, then perhaps a time of day.

    Args:
        text: What was typed: ``fri 14:00``, ``5 dec``, ``2026-12-05T14:30``.
        today: The day to count from.
        date_order: As for `parse_date`.
        lean: Likewise; forward unless told.

    Returns:
        The day, and the time or None.

    Raises:
        InputError: Either part can't be read, or there is a time without a day.
    """
    plain = _plain(text)
    iso = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})t([0-9]{2}:[0-9]{2})", plain)
    day_text, _, last = plain.rpartition(" ")
    if iso:
        day_text, last = iso[1], iso[2]
    elif not re.fullmatch(r".*:.*|[0-9]+(?:am|pm)", last):
        return _read(_Request(text, today, lean, date_order, WHEN_HINT)), None
    clock = parse_time(last)
    if not day_text:
        raise InputError(f"{quoted(text)} has a time but no day", f"for example today {last}")
    return _read(_Request(day_text, today, lean, date_order, WHEN_HINT)), clock


def parse_time(text: str) -> time:
    """Read a time of day: ``14:30``, ``9:00``, ``2pm``, ``2:30pm``; ``12am`` is midnight.

    Raises:
        InputError: It is none of these, or no time the clock shows.
    """
    match = re.fullmatch(r"([0-9]{1,2})(?::([0-9]{2}))?(am|pm)?", _plain(text))
    if match and (match[2] or match[3]):
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        if half and 1 <= hour <= 12:
            hour, half = hour % 12 + (12 if half == "pm" else 0), None
        if not half and hour < 24 and minute < 60:
            return time(hour, minute)
    raise InputError(f"{quoted(text)} is no time of day", TIME_HINT)


def split_date(
    words: Sequence[str], today: date, date_order: str | None = None
) -> tuple[date, tuple[str, ...]]:
    """Read the DATE that words begin with, and return the words that follow it.

    The date leans forward, and it is the longest run of first words that has the form of one:
    ``12 jan 2027 ask`` names the year. A word may hold blanks, as what was in quotes does.

    Args:
        words: What was typed: ``12``, ``jan``, ``ask``, ``about``, ``the``, ``trip``.
        today: The day to count from.
        date_order: As for `parse_date`.

    Returns:
        The day, and one word or more.

    Raises:
        InputError: The words begin with no DATE, the DATE can't be read, a bare weekday is
            followed by another day, or nothing follows.
    """
    count = _longest_date(words)
    if not count:
        raise InputError(f"{quoted(' '.join(words))} begins with no date", SPLIT_HINT)
    text, rest = " ".join(words[:count]), tuple(words[count:])
    day = parse_date(text, today, Lean.FORWARD, date_order)
    if not rest:
        raise InputError(f"{quoted(text)} is a day, and nothing follows it", "say what for")
    more = _longest_date(rest)
    if more and _plain(text) in WEEKDAY_OF:
        other = " ".join(rest[:more])
        raise InputError(
            f"{quoted(text)} and {quoted(other)} are two days",
            f"write one of them; if the second belongs to the text, write {day} for the first",
        )
    return day, rest


def split_span(
    words: Sequence[str], today: date, date_order: str | None = None
) -> tuple[date, date]:
    """Read FROM and TO, or one day that is both; ``to``, ``until`` or ``-`` may link them.

    FROM leans forward from today. A TO without a year, or a bare weekday, is the first one from
    FROM on: ``24 dec 2 jan`` ends in the next year, ``fri fri`` is one day. What counts from
    today (``tomorrow``, ``in 2 weeks``) counts from today in TO as well.

    Args:
        words: What was typed: ``24``, ``dec``, ``2``, ``jan``.
        today: The day to count from.
        date_order: As for `parse_date`.

    Returns:
        The first and the last day, in the order in which they were typed.

    Raises:
        InputError: The words are no one or two DATEs, or one of them can't be read.
    """
    text = " ".join(words)
    parts = text.split()
    if _has_form(text):
        day = parse_date(text, today, Lean.FORWARD, date_order)
        return day, day
    # No text splits into two DATEs in more than one way: nothing that may follow a DATE to make
    # it longer (a year, "ago") may begin another one.
    for end in range(1, len(parts)):
        begin = end + 1 if parts[end].lower() in LINKS else end
        first, last = " ".join(parts[:end]), " ".join(parts[begin:])
        if _has_form(first) and _has_form(last):
            starts_on = parse_date(first, today, Lean.FORWARD, date_order)
            return starts_on, _from_on(last, starts_on, today, date_order)
    raise InputError(f"{quoted(text)} is no span of days", SPAN_HINT)


def _from_on(text: str, starts_on: date, today: date, date_order: str | None) -> date:
    """Read a TO."""
    plain = _plain(text)
    since = starts_on
    if plain in WEEKDAY_OF:
        since -= timedelta(days=1)  # a bare weekday is never the day that is counted from
    elif any(re.fullmatch(pattern, plain) for pattern, how in _FORMS if how in _FROM_TODAY):
        since = today
    return parse_date(text, since, Lean.FORWARD, date_order)


def _longest_date(words: Sequence[str]) -> int:
    """Return how many of the first words have the form of a DATE together; 0 for none."""
    reach = range(min(len(words), LONGEST_DATE), 0, -1)
    return next((count for count in reach if _has_form(" ".join(words[:count]))), 0)


def _has_form(text: str) -> bool:
    plain = _plain(text)
    return any(re.fullmatch(pattern, plain) for pattern, _ in _FORMS)


def long_date(day: date) -> str:
    """Return the day as ``Sat 5 Dec 2026``, in English whatever the locale."""
    return f"{WEEKDAYS[day.weekday()][:3].title()} {_short(day)}"


@dataclass(frozen=True, slots=True)
class _Request:
    """What was typed and everything needed to read it."""

    text: str
    today: date
    lean: Lean
    date_order: str | None
    hint: str

    def refused(self, why: str = "", hint: str = "") -> InputError:
        message = f"{quoted(self.text)} is no date"
        return InputError(f"{message}: {why}" if why else message, hint or self.hint)

    def out_of_range(self) -> InputError:
        why = f"is out of range: years go from {FIRST_YEAR} to {LAST_YEAR}"
        return InputError(f"{quoted(self.text)} {why}", self.hint)


def _read(request: _Request) -> date:
    plain = _plain(request.text)
    for pattern, reader in _FORMS:
        if match := re.fullmatch(pattern, plain):
            try:
                day = reader(request, match.groupdict())
            except OverflowError:
                raise request.out_of_range() from None
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise request.out_of_range()
            return day
    raise request.refused()


def _plain(text: str) -> str:
    # str.lower() turns some other letters into ASCII (the Kelvin sign into k), and int() reads
    # other scripts' digits, so only ASCII may reach either.
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ").lower() if text.isascii() else ""


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3].title()} {day.year}"


def _year_month_day(request: _Request, part: dict[str, str]) -> date:
    return _real_day(request, int(part["year"]), int(part["month"]), int(part["day"]))


def _year_first(request: _Request, part: dict[str, str]) -> date:
    day = _year_month_day(request, part)
    if request.date_order != "ymd":
        raise request.refused(hint=f'write {day}, or set date_order = "ymd" in the config file')
    return day


def _named(request: _Request, part: dict[str, str]) -> date:
    offset = {"yesterday": -1, "today": 0, "tomorrow": 1}[part["name"]]
    return request.today + timedelta(days=offset)


def _weekday(request: _Request, part: dict[str, str]) -> date:
    away = (WEEKDAY_OF[part["weekday"]] - request.today.weekday()) % 7
    match part["side"], request.lean:
        case ("next", _) | (None, Lean.FORWARD):
            return request.today + timedelta(days=away or 7)
        case ("last", _):
            return request.today + timedelta(days=away - 7)
        case _:
            return request.today + timedelta(days=away - 7 if away else 0)


def _counted(request: _Request, part: dict[str, str]) -> date:
    count, unit, ahead, back = part["count"], part["unit"][0], part["ahead"], part["back"]
    if part["ago"] and (back or ahead):
        raise request.refused()
    if not re.fullmatch("[1-9][0-9]{0,2}", count):
        raise request.refused("counts go from 1 to 999")
    if not (ahead or back or part["ago"]):
        span = f"{count}{unit}"
        raise request.refused("before or after today?", f"write {span} ago, or in {span}")
    signed = int(count) if ahead else -int(count)
    match unit:
        case "d":
            return request.today + timedelta(days=signed)
        case "w":
            return request.today + timedelta(weeks=signed)
        case _:
            return _months_on(request.today, signed if unit == "m" else 12 * signed)


def _months_on(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta

    try:
        return day + relativedelta(months=months)
    except ValueError as error:  # what dateutil raises beyond the years 1 and 9999
        raise OverflowError from error


def _day_and_month(request: _Request, part: dict[str, str]) -> date:
    day, month = int(part["day"]), MONTH_OF[part["month"]]
    if part["year"]:
        return _real_day(request, int(part["year"]), month, day)
    today, step = request.today, -1 if request.lean is Lean.BACK else 1
    for candidate in (today.year, today.year + step):
        found = _possible(candidate, month, day)
        # 365 days: the farthest that any day of the year but 29 Feb can lie from today.
        if found and 0 <= (found - today).days * step <= 365:
            return found
    if not _possible(2000, month, day):
        raise request.refused(f"{MONTHS[month - 1].title()} has {_length(2000, month)} days")
    if (day, month) != (29, 2):
        raise request.out_of_range()  # today itself is at the calendar's end
    span = "last" if request.lean is Lean.BACK else "coming"
    leap_days = (_possible(today.year + step * years, 2, 29) for years in range(9))
    leap = next((found for found in leap_days if found and (found - today).days * step > 0), None)
    hint = f"write the year: {_short(leap)}" if leap else ""
    raise request.refused(f"there is no 29 Feb in the {span} 12 months", hint)


def _numeric(request: _Request, part: dict[str, str]) -> date:
    first, second, year = int(part["first"]), int(part["second"]), int(part["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise request.out_of_range()
    readings = {"dmy": _possible(year, second, first), "mdy": _possible(year, first, second)}
    possible = sorted({day for day in readings.values() if day})
    if not possible:
        raise request.refused()
    if len(possible) == 1:
        return possible[0]
    if chosen := readings.get(request.date_order or ""):
        return chosen
    one, other = possible
    raise InputError(
        f"{quoted(request.text)} can be {_short(one)} or {_short(other)}",
        f'write {one} or {other}, or set date_order = "dmy" or "mdy" in the config file',
    )


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _real_day(request: _Request, year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise request.out_of_range()
    if found := _possible(year, month, day):
        return found
    if not 1 <= month <= 12:
        raise request.refused(f"there is no month {month}")
    length = _length(year, month)
    raise request.refused(f"{MONTHS[month - 1].title()} {year} has {length} days")


def _length(year: int, month: int) -> int:
    return next(day for day in range(31, 27, -1) if _possible(year, month, day))


_WEEKDAY, _MONTH = "|".join(WEEKDAY_OF), "|".join(MONTH_OF)
_DAY, _YEAR = "(?P<day>[0-9]{1,2})", "(?P<year>[0-9]{4})"
_OF_YEAR = f"(?:(?:, ?| ){_YEAR})?"
_FORMS: tuple[tuple[str, Callable[[_Request, dict[str, Any]], date]], ...] = (
    (f"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})", _year_month_day),
    ("(?P<name>yesterday|today|tomorrow)", _named),
    (f"(?:(?P<side>last|next) )?(?P<weekday>{_WEEKDAY})", _weekday),
    (
        r"(?:(?P<ahead>\+|in )|(?P<back>-))?(?P<count>[0-9]+) ?"
        r"(?P<unit>d|days?|w|weeks?|m|months?|y|years?)(?P<ago> ago)?",
        _counted,
    ),
    (f"{_DAY} (?P<month>{_MONTH}){_OF_YEAR}", _day_and_month),
    (f"(?P<month>{_MONTH}) {_DAY}{_OF_YEAR}", _day_and_month),
    (
        f"(?P<first>[0-9]{{1,2}})(?P<mark>[./-])(?P<second>[0-9]{{1,2}})(?P=mark){_YEAR}",
        _numeric,
    ),
    (f"{_YEAR}(?P<mark>[./])(?P<month>[0-9]{{1,2}})(?P=mark){_DAY}", _year_first),
)
"""Each form of the grammar and what reads it. No text matches two."""

_FROM_TODAY = (_named, _counted)
"""What means the same day wherever it stands."""
