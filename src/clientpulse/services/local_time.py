"""What time it is where a client is, whether they are at work, and when they are again."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache

from clientpulse.cadence.hours import WorkingHours
from clientpulse.timezones import zone_named
from clientpulse.views.local_time import LocalTime
from clientpulse.weekdays import WEEKDAYS

DAYS_OF_A_WEEK = 7


def local_time(now: datetime, timezone: str | None, hours: str | None) -> LocalTime | None:
    """Tell what time it is at a client's and whether they are at work.

    Hours without a timezone are hours of our own clock: such a client is somewhere near.

    Args:
        now: The moment, with our timezone.

    Returns:
        None where neither is known, or the timezone isn't on this computer; the text is empty
        where there are only hours.
    """
    if timezone is None:
        return None if hours is None else LocalTime("", _hours(hours).is_open_at(now))
    zone = zone_named(timezone)
    if zone is None:
        return None
    there = now.astimezone(zone)
    weekday = WEEKDAYS[there.weekday()][:3].title()
    is_open = None if hours is None else _hours(hours).is_open_at(there)
    return LocalTime(f"{weekday} {there:%H:%M}", is_open)


def next_opening(now: datetime, timezone: str | None, hours: str) -> datetime | None:
    """Tell when a client begins to work next.

    Args:
        now: The moment, with our timezone.
        timezone: The client's, as stored; None for our own.

    Returns:
        The moment by our own clock; None where there is none, or the timezone isn't known.
    """
    zone = None
    if timezone is not None:
        zone = zone_named(timezone)
        if zone is None:
            return None
    there = now if zone is None else now.astimezone(zone)
    for ahead in range(DAYS_OF_A_WEEK + 1):
        try:
            day = there.date() + timedelta(days=ahead)
        except OverflowError:
            return None
        for begin, _ in _hours(hours).days[day.weekday()]:
            # Hours to the end of the day are written as 24:00; none begins there.
            opens = datetime.combine(day, time(begin // 60, begin % 60))
            moment = (opens if zone is None else opens.replace(tzinfo=zone)).astimezone()
            if moment > now:
                return moment
    return None


@lru_cache(maxsize=256)
def _hours(stored: str) -> WorkingHours:
    return WorkingHours.parse(stored)
