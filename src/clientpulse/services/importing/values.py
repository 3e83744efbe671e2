"""Reading the plain values of a JSON export."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from clientpulse.errors import InputError
from clientpulse.quoting import printable, quoted

Row = dict[str, Any]
"""A row by column; what it refers to stands in it by uid until that has a number."""

_UID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def uid(value: str) -> str:
    """Read a uid."""
    if not _UID.fullmatch(value):
        raise InputError(f"{quoted(value)} isn't a uid")
    return value.lower()


def day(value: str) -> date:
    """Read a day."""
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise InputError(f"{quoted(value)} isn't a date of the form 2026-11-21")


def time_of_day(value: str) -> str:
    """Read a time of day."""
    if not _TIME.fullmatch(value):
        raise InputError(f"{quoted(value)} isn't a time of day of the form 14:30")
    return value


def moment(value: str) -> datetime:
    """Read when something was typed in."""
    try:
        read = datetime.fromisoformat(value)
        if read.tzinfo is not None:
            return read.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise InputError(f"{quoted(value)} isn't a time of the form 2026-11-21T09:00:00+00:00")


def refuse_doubles(rows: Iterable[Row], column: str = "uid", where: str = "") -> None:
    """Refuse rows that share what there can be only one of.

    Args:
        where: The list they stand in, to name the place.
    """
    seen: set[Any] = set()
    for index, row in enumerate(rows):
        if row[column] in seen:
            place = f"{where}[{index}]: " if where else ""
            raise InputError(f"{place}the {column} {printable(str(row[column]))} occurs twice")
        seen.add(row[column])
