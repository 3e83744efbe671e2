"""Timezones by the name that a store keeps, and our own."""

from __future__ import annotations

import os
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo | None:
    """Return a timezone; None where this computer doesn't know it."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  milliseconds, and few clients have a timezone

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return None


def our_zone() -> tzinfo:
    """Return the timezone of this computer, with its rules for the whole year."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  see above

    named = os.environ.get("TZ", "").removeprefix(":")
    try:
        if named and not named.startswith("/"):
            return ZoneInfo(named)
        with open(named or "/etc/localtime", "rb") as file:  # noqa: PTH123  quicker than a Path
            return ZoneInfo.from_file(file)
    except (LookupError, ValueError, OSError):
        # How far we are from UTC today; in the other half of the year that may be an hour off.
        return datetime.now().astimezone().tzinfo or UTC
