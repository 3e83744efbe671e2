"""Birthdays in all the forms in which cards have them.

=========================================  ===============================
``1979-04-12`` ``19790412`` ``1979/4/12``  whole
``1979-04-12T00:00:00Z``                   the time doesn't count
``--04-12`` ``--0412`` ``0000-04-12``      without a year
``1604-04-12``                             likewise: so Apple writes it
``1979`` ``1979-04`` ``---12`` ``--04``    not enough of a day: none
``12.04.1979``                             whole
=========================================  ===============================
"""

from __future__ import annotations

import re
from datetime import date

OLDEST = 1850
_NO_YEAR = (0, 1604)
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})",
        r"(?P<year>-)-?(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})",
        r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})",
    )
)
_TIME = re.compile(r"(?:T|\s+)[0-9]{2}.*|T.*", re.DOTALL)
_TOO_LITTLE = re.compile(r"[0-9]{4}(-[0-9]{2})?|--[0-9]{1,2}|---[0-9]{1,2}|T.*|[0-]*")


class NoBirthdayError(ValueError):
    """A text that no birthday can be taken from."""


def read_birthday(text: str, no_year: str = "") -> str | None:
    """Return a birthday as a contact has it; None where the text says too little.

    Args:
        no_year: The year that stands for none, as Apple says it.

    Raises:
        NoBirthdayError: It isn't one.
    """
    plain = _TIME.sub("", text.strip()) if text.strip()[:1] != "T" else ""
    if _TOO_LITTLE.fullmatch(plain):
        return None
    found = next(filter(None, (form.fullmatch(plain) for form in _FORMS)), None)
    if found is None:
        raise NoBirthdayError
    month, day = int(found["month"]), int(found["day"])
    year = 0 if found["year"] == "-" or found["year"] == no_year else int(found["year"])
    try:
        date(2000 if year in _NO_YEAR else year, month, day)
    except ValueError:
        raise NoBirthdayError from None
    if year in _NO_YEAR:
        return f"--{month:02}-{day:02}"
    if year < OLDEST:
        raise NoBirthdayError
    return f"{year:04}-{month:02}-{day:02}"
