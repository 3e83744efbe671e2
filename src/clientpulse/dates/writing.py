"""Writing a day, in English whatever the locale."""

from __future__ import annotations

from datetime import date

from clientpulse.dates.months import MONTHS
from clientpulse.weekdays import WEEKDAYS


def long_date(day: date) -> str:
    """Return the day as ``Sat 5 Dec 2026``."""
    return f"{WEEKDAYS[day.weekday()][:3].title()} {short_date(day)}"


def short_date(day: date) -> str:
    """Return the day as ``5 Dec 2026``."""
    return f"{day.day} {MONTHS[day.month - 1][:3].title()} {day.year}"
