"""Days, times and places on the map, as a language writes them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from clientpulse.timezones import zone_named

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from babel import Locale

DEFAULT = "en_GB"

# The year at the end of a pattern, with what leads to it: "EEEE d MMMM y", "... 'de' y".
_YEAR = re.compile(r"(?:\s*'de')?[,\s]*y+$")
# Where the comma behind the weekday is for letterheads: "el jueves 3 de diciembre".
_NO_COMMA = frozenset(("es", "fr", "it"))


@lru_cache(maxsize=8)
def locale_of(language: str | None) -> Locale:
    """Return how a language is written, or British English where that isn't known.

    Args:
        language: ``it``, ``de-AT``; plain ``en`` is British.
    """
    from babel import Locale, UnknownLocaleError

    if language is None or language.lower() == "en":
        return Locale.parse(DEFAULT)
    parts = language.replace("_", "-").split("-")
    for count in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:count]), sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse(DEFAULT)


def day(value: date, today: date, language: str | None) -> str:
    """Write a day with its weekday, and its year where that isn't this year."""
    from babel.dates import format_date

    locale = locale_of(language)
    pattern = locale.date_formats["full"].pattern
    if str(locale) == DEFAULT:
        pattern = "EEEE d MMMM y"
    if locale.language in _NO_COMMA:
        pattern = pattern.replace("EEEE,", "EEEE")
    if value.year == today.year:
        pattern = _YEAR.sub("", pattern)
    if locale.language == "fr" and value.day == 1:
        pattern = pattern.replace("d MMMM", "d'er' MMMM")
    return format_date(value, pattern, locale=locale)


def month(value: date, language: str | None) -> str:
    """Name a day's month: ``November``."""
    from babel.dates import format_date

    return format_date(value, "LLLL", locale=locale_of(language))


def time_of_day(value: time, language: str | None) -> str:
    """Write a time of day."""
    from babel.dates import format_time

    locale = locale_of(language)
    if locale.language == "fr":
        # Babel has 10:00, which is for timetables.
        return f"{value.hour}\xa0h" + (f"\xa0{value.minute:02}" if value.minute else "")
    # American times have a narrow blank in them, which not every mail program shows.
    return format_time(value, "short", locale=locale).replace("\u202f", " ")


def abroad(
    planned_on: date, planned_time: time, timezone: str | None, language: str | None
) -> tuple[date, time, str | None]:
    """Tell what a client's calendar and clock show at a time of ours.

    Args:
        timezone: The client's, ``America/New_York``; None where it isn't known.

    Returns:
        Their day, their time, and the place whose clock it is where it differs from ours.
    """
    zone = None if timezone is None else zone_named(timezone)
    if timezone is None or zone is None:
        return planned_on, planned_time, None
    try:
        here = datetime.combine(planned_on, planned_time).astimezone()
        there = here.astimezone(zone)
    except (ValueError, OverflowError, OSError):
        # At the ends of the calendar.
        return planned_on, planned_time, None
    if there.utcoffset() == here.utcoffset():
        return planned_on, planned_time, None
    return there.date(), there.time(), _city(timezone, zone, language)


def _city(timezone: str, zone: ZoneInfo, language: str | None) -> str:
    from babel.dates import get_timezone_location

    if "/" not in timezone or timezone.startswith("Etc/"):
        return timezone.removeprefix("Etc/")
    named = get_timezone_location(zone, locale=locale_of(language), return_city=True)
    return named.rpartition("/")[2]
