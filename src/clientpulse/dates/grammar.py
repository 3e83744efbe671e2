"""The grammar of a DATE: each form it may have, and what reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from clientpulse.dates.months import MONTH_OF, MONTHS
from clientpulse.dates.writing import long_date, short_date
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.weekdays import WEEKDAY_OF, WEEKDAYS

FIRST_YEAR, LAST_YEAR = 1900, 2199


class Prefer(Enum):
    """Which of two years or weeks a date means that doesn't say: ``1 nov``, ``fri``."""

    PAST = "past"
    """Logging: the latest one up to today, today included."""
    FUTURE = "future"
    """Planning: the next one from today; of a bare weekday the next one after today."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was typed, and everything needed to read it.

    Attributes:
        hint: What to say where it can't be read.
    """

    text: str
    today: date
    prefer: Prefer
    date_order: str | None
    hint: str

    def refused(self, why: str = "", hint: str = "") -> InputError:
        """Return the error that says the text can't be read, and perhaps why."""
        message = f"{quoted(self.text)} isn't a date"
        return InputError(f"{message}: {why}" if why else message, hint or self.hint)

    def out_of_range(self) -> InputError:
        """Return the error that says no such year is meant."""
        why = f"is out of range: years go from {FIRST_YEAR} to {LAST_YEAR}"
        return InputError(f"{quoted(self.text)} {why}", self.hint)


def read(request: Request) -> date:
    """Return the day that was meant.

    Raises:
        InputError: The text isn't a DATE, has two readings, or is out of range.
    """
    typed = plain(request.text)
    for pattern, reader in _FORMS:
        if match := re.fullmatch(pattern, typed):
            try:
                day = reader(request, match.groupdict())
            except OverflowError:
                raise request.out_of_range() from None
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise request.out_of_range()
            return day
    raise request.refused()


def has_form(text: str) -> bool:
    """Tell whether the text has the form of a DATE, which may yet not exist: ``31 nov``."""
    typed = plain(text)
    return any(re.fullmatch(pattern, typed) for pattern, _ in _FORMS)


def counts_from_today(text: str) -> bool:
    """Tell whether the text means the same day wherever it stands: ``tomorrow``, ``in 2 weeks``."""
    typed = plain(text)
    return any(re.fullmatch(pattern, typed) for pattern, how in _FORMS if how in _FROM_TODAY)


def is_count(text: str) -> bool:
    """Tell whether the text only counts days, weeks, months or years: ``2 weeks``."""
    return bool(re.fullmatch(_COUNT, plain(text)))


def by_name(text: str) -> tuple[int | None, int, int] | None:
    """Return the year, if there is one, the month and the day of ``3 may`` or ``may 3, 1979``.

    The day may not exist. What has another form, or a weekday in it, is None.
    """
    typed = plain(text)
    part = next(filter(None, (re.fullmatch(pattern, typed) for pattern in _BY_NAME)), None)
    if part is None or part["weekday"]:
        return None
    year = int(part["year"]) if part["year"] else None
    return year, MONTH_OF[part["month"]], int(part["day"])


def plain(text: str) -> str:
    """Return the text in small letters with single blanks; empty where it isn't ASCII.

    The distance that is written behind a day, ``Sat 5 Dec 2026 (in 7 days)``, is left out.
    """
    # str.lower() turns some other letters into ASCII (the Kelvin sign into k), and int() reads
    # other scripts' digits, so only ASCII may reach either.
    typed = re.sub(r"[ \t\r\n]+", " ", text).strip(" ").lower() if text.isascii() else ""
    return re.sub(_DISTANCE_BEHIND, "", typed)


def _year_month_day(request: Request, part: dict[str, str]) -> date:
    return _real_day(request, int(part["year"]), int(part["month"]), int(part["day"]))


def _year_first(request: Request, part: dict[str, str]) -> date:
    day = _year_month_day(request, part)
    if request.date_order != "ymd":
        raise request.refused(hint=f'write {day}, or set date_order = "ymd" in the config file')
    return day


def _named(request: Request, part: dict[str, str]) -> date:
    next_week = 7 - request.today.weekday()
    offset = {"yesterday": -1, "today": 0, "tomorrow": 1, "next week": next_week}[part["name"]]
    return request.today + timedelta(days=offset)


def _end_of_month(request: Request, _: dict[str, str]) -> date:
    return request.today.replace(day=_length(request.today.year, request.today.month))


def _weekday(request: Request, part: dict[str, str]) -> date:
    away = (WEEKDAY_OF[part["weekday"]] - request.today.weekday()) % 7
    match part["side"], request.prefer:
        case ("next", _) | (None, Prefer.FUTURE):
            return request.today + timedelta(days=away or 7)
        case ("last", _):
            return request.today + timedelta(days=away - 7)
        case _:
            return request.today + timedelta(days=away - 7 if away else 0)


def _counted(request: Request, part: dict[str, str]) -> date:
    count, unit, ahead, back = part["count"], part["unit"][0], part["ahead"], part["back"]
    count = "1" if count.isalpha() else count
    if part["ago"] and (back or ahead):
        raise request.refused()
    if not re.fullmatch("[1-9][0-9]{0,2}", count):
        raise request.refused("counts go from 1 to 999")
    if not (ahead or back or part["ago"] or request.prefer is Prefer.FUTURE):
        span = f"{count}{unit}"
        raise request.refused("before or after today?", f"write {span} ago, or in {span}")
    signed = -int(count) if back or part["ago"] else int(count)
    match unit:
        case "d":
            return request.today + timedelta(days=signed)
        case "w":
            return request.today + timedelta(weeks=signed)
        case _:
            return _months_on(request.today, signed if unit == "m" else 12 * signed)


def _months_on(day: date, months: int) -> date:
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415  only months need it

    try:
        return day + relativedelta(months=months)
    except ValueError as error:  # what dateutil raises beyond the years 1 and 9999
        raise OverflowError from error


def _day_and_month(request: Request, part: dict[str, str]) -> date:
    day, month = int(part["day"]), MONTH_OF[part["month"]]
    weekday = WEEKDAY_OF.get(part["weekday"])
    if part["year"]:
        found = _real_day(request, int(part["year"]), month, day)
    else:
        # Where a day is written with its weekday and without a year, it is one of this year, and
        # in the year before or after it has another weekday.
        this_year = _possible(request.today.year, month, day)
        if this_year and this_year.weekday() == weekday:
            return this_year
        found = _nearest(request, month, day)
    if weekday in (None, found.weekday()):
        return found
    near = found + timedelta(days=(weekday - found.weekday() + 3) % 7 - 3)
    raise request.refused(
        f"{short_date(found)} is a {WEEKDAYS[found.weekday()].title()}",
        f"write {long_date(found)} or {long_date(near)}",
    )


def _nearest(request: Request, month: int, day: int) -> date:
    today, step = request.today, -1 if request.prefer is Prefer.PAST else 1
    for candidate in (today.year, today.year + step):
        found = _possible(candidate, month, day)
        # 365 days: the farthest that any day of the year but 29 Feb can lie from today.
        if found and 0 <= (found - today).days * step <= 365:
            return found
    if not _possible(2000, month, day):
        raise request.refused(f"{MONTHS[month - 1].title()} has {_length(2000, month)} days")
    if (day, month) != (29, 2):
        raise request.out_of_range()  # today itself is at the calendar's end
    span = "last" if request.prefer is Prefer.PAST else "coming"
    leap_days = (_possible(today.year + step * years, 2, 29) for years in range(9))
    leap = next((found for found in leap_days if found and (found - today).days * step > 0), None)
    hint = f"write the year: {short_date(leap)}" if leap else ""
    raise request.refused(f"there is no 29 Feb in the {span} 12 months", hint)


def _numeric(request: Request, part: dict[str, str]) -> date:
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
        f"{quoted(request.text)} can be {short_date(one)} or {short_date(other)}",
        f'write {one} or {other}, or set date_order = "dmy" or "mdy" in the config file',
    )


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _real_day(request: Request, year: int, month: int, day: int) -> date:
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
_ON, _NTH = f"(?:on )?(?:(?P<weekday>{_WEEKDAY}),? )?", f"{_DAY}(?:st|nd|rd|th)?"
_BY_NAME = (
    f"{_ON}{_NTH} (?P<month>{_MONTH}){_OF_YEAR}",
    f"{_ON}(?P<month>{_MONTH}) {_NTH}{_OF_YEAR}",
)
_UNIT = "d|days?|w|weeks?|m|months?|y|years?"
_COUNT = f"(?P<count>[0-9]+|(?:an?|one)(?= )) ?(?P<unit>{_UNIT})"
_DISTANCE = rf"today|tomorrow|yesterday|in [0-9]+ (?:{_UNIT})|[0-9]+ (?:{_UNIT}) ago"
_DISTANCE_BEHIND = rf"(?<=.) \((?:{_DISTANCE})\)$"
_FORMS: tuple[tuple[str, Callable[[Request, dict[str, Any]], date]], ...] = (
    (f"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})", _year_month_day),
    ("(?P<name>yesterday|today|tomorrow|next week)", _named),
    ("eom|end of (?:the )?month", _end_of_month),
    (f"(?:on |(?P<side>last|next) )?(?P<weekday>{_WEEKDAY})", _weekday),
    (rf"(?:(?P<ahead>\+|in )|(?P<back>-))?{_COUNT}(?P<ago> ago)?", _counted),
    *((pattern, _day_and_month) for pattern in _BY_NAME),
    (
        f"(?P<first>[0-9]{{1,2}})(?P<mark>[./-])(?P<second>[0-9]{{1,2}})(?P=mark){_YEAR}",
        _numeric,
    ),
    (f"{_YEAR}(?P<mark>[./])(?P<month>[0-9]{{1,2}})(?P=mark){_DAY}", _year_first),
)
"""Each form of the grammar and what reads it. No text matches two."""

_FROM_TODAY = (_named, _counted)
