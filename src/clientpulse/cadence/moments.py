"""What a reminder or a birthday is called, and which occurrence of it matters on a day."""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import NamedTuple

from clientpulse.cadence.policy import Policy

DAYS_TO_MAKE_UP_FOR_IT = 7
"""For so long after its day a birthday is still worth a word."""

DAYS_AHEAD_OF_IT = 31
"""From so many days before it on a birthday comes up, and can be greeted."""


class Ref(NamedTuple):
    """What an occasion is called where it is typed and shown: ``r3``, ``b12``.

    Attributes:
        number: The reminder's; of a birthday its contact's.
    """

    number: int
    birthday: bool = False

    def __str__(self) -> str:
        return f"{'b' if self.birthday else 'r'}{self.number}"


def birthday_on(stored: str, year: int) -> date:
    """Return the day of a birthday in a year: of 29 February in other years the 28th.

    Args:
        stored: `1979-04-12`, or `--04-12` without the year.
    """
    return _in_year(int(stored[-5:-3]), int(stored[-2:]), year)


def birthday_occurrence(stored: str, greeted_on: date | None, today: date) -> date | None:
    """Return the occurrence of a birthday that matters.

    It is the latest one for the first week after it, unless it was greeted, and else the next one.

    Args:
        stored: `1979-04-12`, or `--04-12` without the year.
        greeted_on: The latest occurrence for which they were greeted.

    Returns:
        The day; None when the calendar ends before it.
    """
    greeted = 0 if greeted_on is None else greeted_on.toordinal()
    first_day = max(1, today.toordinal() - DAYS_TO_MAKE_UP_FOR_IT, greeted + 1)
    if first_day > date.max.toordinal():
        return None
    first = date.fromordinal(first_day)
    on = birthday_on(stored, first.year)
    if on >= first:
        return on
    return None if first.year == MAXYEAR else birthday_on(stored, first.year + 1)


def birthday_near(
    stored: str, today: date, until: date, policy: Policy, greeted_on: date | None = None
) -> date | None:
    """Return the occurrence of a birthday that matters, if it is to be acted on up to a day.

    Args:
        until: The last day of what is asked for.
        policy: Over days without work there is to be acted earlier.
    """
    on = birthday_occurrence(stored, greeted_on, today)
    return on if on is not None and policy.workday_on_or_before(on) <= until else None


def greeted_on_after_correction(
    before: str, after: str | None, greeted_on: date | None, today: date
) -> date | None:
    """Return the occurrence that counts as greeted once a birthday was corrected.

    Whoever was greeted for the wrong day is greeted on the right one if that is still to come; if
    it is past, the greeting was theirs, and a second one would only be odd.
    """
    if greeted_on is None or after is None:
        return None
    if before[-5:] == after[-5:]:
        return greeted_on
    until = min(greeted_on, today)
    passed = [birthday_on(after, year) for year in (max(1, today.year - 1), today.year)]
    latest = max((on for on in passed if on <= today), default=until)
    return latest if abs((latest - greeted_on).days) <= DAYS_AHEAD_OF_IT else until


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
