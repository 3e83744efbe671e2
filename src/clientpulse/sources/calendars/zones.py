"""Timezones by whatever name a calendar gives them."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache

from clientpulse.sources.calendars import defined
from clientpulse.sources.calendars.lines import Line
from clientpulse.sources.gathered import Window
from clientpulse.timezones import zone_named

_OFFSET = re.compile(r"\(?(?:UTC|GMT)\s*(?:([+-])(\d{1,2})[:.]?(\d\d)?)?\)?", re.IGNORECASE)
_UTC = frozenset(("UTC", "GMT", "Z", "ZULU", "ETC/UTC", "ETC/GMT", "TZONE://MICROSOFT/UTC"))

_OF_NOTES = {
    "Western/Central Europe": "Europe/Paris",
    "Eastern": "America/New_York",
    "Central": "America/Chicago",
    "Mountain": "America/Denver",
    "Pacific": "America/Los_Angeles",
}


class Zones:
    """The timezones that a calendar names.

    A name that everybody knows wins over what the calendar says of it: that is often right for one
    year alone, or wrong. Of a name that nobody knows the calendar's definition counts.

    Attributes:
        ours: Our clock.
        floating: What times are by that name no timezone, where the calendar says; else by ours.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self.ours = window.zone
        self.floating: tzinfo | None = None
        self._definitions: dict[str, list[Line]] = {}
        self._found: dict[str, tzinfo | None] = {}

    def define(self, lines: list[Line]) -> None:
        """Take in what a calendar says of a timezone."""
        for name in defined.names(lines):
            self._definitions.setdefault(name, lines)

    def named(self, name: str) -> tzinfo | None:
        """Return a timezone; None, which is ours, where nobody knows it."""
        if name not in self._found:
            self._found[name] = self._find(name.strip())
        return self._found[name]

    def _find(self, name: str) -> tzinfo | None:
        known = _known(name)
        if known is not None:
            return known
        lines = self._definitions.get(name)
        if lines is not None:
            place = defined.place(lines)
            found = _known(place) if place else None
            return found or defined.zone(lines, self._window)
        return _offset(name) or zone_named(_OF_NOTES.get(name, ""))


@lru_cache(maxsize=1_024)
def _known(name: str) -> tzinfo | None:
    """Find a timezone whose name stands for itself."""
    if name.upper() in _UTC:
        return UTC
    # /mozilla.org/20050126_1/Europe/Berlin, /freeassociation.sourceforge.net/Europe/Berlin
    # RFC 2445 itself writes US-Eastern.
    parts = (name if "/" in name else name.replace("-", "/", 1)).strip("/").split("/")
    for begin in range(max(len(parts) - 3, 0), max(len(parts) - 1, 1)):
        found = zone_named("/".join(parts[begin:]).replace(" ", "_"))
        if found is not None:
            return found
    return _of_windows(name)


def _of_windows(name: str) -> tzinfo | None:
    """Find ``W. Europe Standard Time``, ``(UTC+01:00) Amsterdam, Berlin, Bern, Rome``.

    Exchange wrote ``(GMT+01.00) Amsterdam/Berlin/Bern/Rome``.
    """
    from icalendar.timezone.windows_to_olson import (  # noqa: PLC0415  a tenth of a second
        WINDOWS_TO_OLSON,
    )

    plain = _OFFSET.sub("", name, count=1).strip() if name.startswith("(") else name
    plain = re.sub(r"\s*(\(.*\)|\d+)$", "", plain)
    standard = re.sub(r"( Standard| Daylight| Summer)? Time$", " Standard Time", plain)
    for one in (plain, standard):
        if one in WINDOWS_TO_OLSON:
            return zone_named(WINDOWS_TO_OLSON[one])
    if plain != name:
        for city in re.split("[,;/:]", plain):
            found = _cities().get(city.strip().casefold().replace(" ", "_"))
            if found is not None:
                return zone_named(found)
    return None


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    from zoneinfo import available_timezones  # noqa: PLC0415  reads folders

    names = sorted(available_timezones())
    return {one.rpartition("/")[2].casefold(): one for one in names if "/" in one}


def _offset(name: str) -> tzinfo | None:
    """Read ``GMT+0100``, ``(UTC-05:00) Somewhere``."""
    found = _OFFSET.match(name)
    if found is None or found[1] is None or int(found[2]) > 14:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3] or 0) % 60)
    return timezone(-length if found[1] == "-" else length)
