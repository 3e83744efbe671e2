"""The times of day at which a timer runs, and which of them was the last one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta

DEFAULT, MIDNIGHT = time(8), time(0)


def last_before(times: Sequence[time], now: datetime) -> datetime:
    """Return the latest moment that was set, up to now.

    Both are read off the clock on the wall, as schedulers do: an hour that a night skips or has
    twice moves nothing.
    """
    return max(one for one in _around(times, now) if one <= now.replace(tzinfo=None))


def next_after(times: Sequence[time], now: datetime) -> datetime:
    """Return the next moment that is set, in UTC."""
    later = min(one for one in _around(times, now) if one > now.replace(tzinfo=None))
    return later.astimezone(UTC)


def _around(times: Sequence[time], now: datetime) -> Iterable[datetime]:
    days = (now.date() + timedelta(days=away) for away in (-1, 0, 1))
    return [datetime.combine(day, one) for day in days for one in times]
