"""Days as they are echoed after writing, so that a misread one is noticed."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.wording import in_words
from clientpulse.dates import long_date


def by_day(value: date | None, today: date) -> str:
    """Echo a day that was resolved: `` by Fri 27 Nov 2026 (in 7 days)``; empty without one."""
    return "" if value is None else f" by {on_day(value, today)}"


def on_day(value: date, today: date) -> str:
    """Echo a day that was resolved: ``Fri 27 Nov 2026 (in 7 days)``."""
    return f"{long_date(value)} ({in_words((value - today).days)})"
