"""Reading the dates of one column of a file."""

from __future__ import annotations

import re
from datetime import date

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_OF_YEAR = re.compile(r"--([0-9]{2})-?([0-9]{2})")
_US_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_NO_DAY = re.compile(r"0{1,2}/0{1,2}/0{2,4}")
_LEAP_YEAR = 2000


def read_birthday(text: str) -> str | None:
    """Read a birthday: `1979-04-12`, or `--04-12` where the year isn't known.

    Returns:
        None where the text is a program's way to write none.

    Raises:
        ValueError: It isn't a date.
    """
    if _NO_DAY.fullmatch(text):
        return None
    if found := _ISO_DAY.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    if found := _US_DAY.fullmatch(text):
        return date(int(found[3]), int(found[1]), int(found[2])).isoformat()
    if found := _DAY_OF_YEAR.fullmatch(text):
        day = date(_LEAP_YEAR, int(found[1]), int(found[2]))
        return f"--{day:%m-%d}"
    raise ValueError(text)
