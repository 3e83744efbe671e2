"""When a message was written, by its Date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache

_MONTHS = {
    month: number
    for number, month in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_CLOCK = rb"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2})?(?:\.\d+)?"
_MONTH = rb"(?P<month>[A-Za-z]{3})[a-z.]{0,7}"
_ZONE = rb"\s*(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,4})?"
_USUAL = re.compile(
    rb"(?P<day>\d{1,2})[\s-]{1,4}"
    + _MONTH
    + rb"[\s,-]{1,4}(?P<year>\d{2,4}),?\s{1,4}"
    + _CLOCK
    + _ZONE
)
_OTHERS = (
    # As C prints it: Sat Nov 28 14:30:00 2026.
    re.compile(
        _MONTH + rb"\s{1,4}(?P<day>\d{1,2}),?\s{1,4}" + _CLOCK + _ZONE + rb"\s{1,4}(?P<year>\d{4})"
    ),
    re.compile(rb"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[T\s]" + _CLOCK + _ZONE),
)
_HOURS = {b"est": -5, b"edt": -4, b"cst": -6, b"cdt": -5, b"mst": -7, b"mdt": -6, b"pst": -8}
_HOURS |= {b"pdt": -7, b"cet": 1, b"mez": 1, b"cest": 2, b"mesz": 2, b"eet": 2, b"bst": 1}

FIRST_YEAR = 1990
"""Dates before it are those of clocks that were never set."""


def moment(raw: bytes, zone: tzinfo) -> datetime | None:
    """Return the moment that a Date names, by our clock; None where it names none.

    Without an offset it is taken as ours.
    """
    found = _USUAL.search(raw, 0, 200)
    for other in _OTHERS:
        found = found or other.search(raw, 0, 200)
    if found is None:
        return None
    name = found["month"]
    year = int(found["year"])
    if len(found["year"]) < 4:
        # 126 is what some old programs take for the year 2026.
        year += 2000 if year < 70 else 1900
    try:
        written = datetime(
            year,
            int(name) if name.isdigit() else _MONTHS[name.lower()],
            int(found["day"]),
            int(found["hour"]),
            int(found["minute"]),
            tzinfo=_offset(found["zone"]) if found["zone"] else zone,
        )
        return written.astimezone(zone)
    except (ValueError, OverflowError, KeyError):
        return None


@lru_cache(maxsize=256)
def _offset(named: bytes) -> tzinfo:
    if named[:1] in b"+-":
        digits = named.replace(b":", b"")
        minutes = int(digits[1:3]) * 60 + int(digits[3:5])
        if minutes < 24 * 60:
            return timezone(timedelta(minutes=-minutes if named[:1] == b"-" else minutes))
    return timezone(timedelta(hours=_HOURS.get(named.lower(), 0)))
