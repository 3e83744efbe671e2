"""Timezones by the name that a store keeps."""

from __future__ import annotations

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
