"""What time it is where a client is, and whether they are at work."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from clientpulse.cadence.hours import WorkingHours
from clientpulse.timezones import zone_named
from clientpulse.views.local_time import LocalTime
from clientpulse.weekdays import WEEKDAYS


def local_time(now: datetime, timezone: str | None, hours: str | None) -> LocalTime | None:
    """Tell the time of day where a client is.

    Args:
        now: The moment, with the timezone it is given in.
        timezone: The client's, as stored.
        hours: The client's working hours, as stored.

    Returns:
        None where the timezone isn't known, or not on this computer.
    """
    zone = None if timezone is None else zone_named(timezone)
    if zone is None:
        return None
    there = now.astimezone(zone)
    weekday = WEEKDAYS[there.weekday()][:3].title()
    is_open = None if hours is None else _hours(hours).is_open_at(there)
    return LocalTime(f"{weekday} {there:%H:%M}", is_open)


@lru_cache(maxsize=256)
def _hours(stored: str) -> WorkingHours:
    return WorkingHours.parse(stored)
