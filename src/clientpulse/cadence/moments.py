"""Which occurrence of a birthday or a yearly reminder matters on a day."""

from __future__ import annotations

from datetime import MAXYEAR, date

from clientpulse.cadence.policy import Policy

DAYS_TO_MAKE_UP_FOR_IT = 7
"""For so long after its day a birthday is still worth a word."""


def birthday_on(stored: str, year: int) -> date:
    """Return the day of a birthday in a year: of 29 February in other years the 28th.

    Args:
        stored: `1979-04-12`, or `--04-12` without the year.
    """
    return _in_year(int(stored[-5:-3]), int(stored[-2:]), year)


def birthday_near(stored: str, today: date, until: date | None, policy: Policy) -> date | None:
    """Return the occurrence of a birthday that matters, if there is one.

    It is the latest one for the first week after it, and after that the next one; but none that
    needn't be acted on up to a day.

    Args:
        stored: `1979-04-12`, or `--04-12` without the year.
        until: The last day of what is asked for; None for any day ahead.
        policy: Over days without work there is to be acted earlier.
    """
    first_day = today.toordinal() - DAYS_TO_MAKE_UP_FOR_IT
    first = date.fromordinal(max(1, first_day))
    on = birthday_on(stored, first.year)
    if on < first:
        if first.year == MAXYEAR:
            return None
        on = birthday_on(stored, first.year + 1)
    return on if until is None or policy.workday_on_or_before(on) <= until else None


def yearly_occurrence(remind_on: date, done_on: date | None, today: date) -> date | None:
    """Return the occurrence of a yearly reminder that matters.

    It is the first one that isn't done, but none of the years that were missed before the latest:
    a missed one stays until the next one comes up.

    Args:
        remind_on: The first occurrence; of 29 February the others are the 28th in other years.
        done_on: The latest occurrence that is done.

    Returns:
        The day; None when the calendar ends before it.
    """

    def occurrence(year: int) -> date:
        return _in_year(remind_on.month, remind_on.day, year)

    year = max(remind_on.year, today.year)
    if year > remind_on.year and occurrence(year) > today:
        year -= 1
    if done_on is not None and done_on >= occurrence(year):
        year = done_on.year
        if done_on >= occurrence(year):
            year += 1
    return occurrence(year) if year <= MAXYEAR else None


def _in_year(month: int, day: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)
