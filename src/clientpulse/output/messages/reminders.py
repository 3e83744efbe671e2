"""What is said after a reminder was noted, changed or done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.dates import long_date
from clientpulse.output.messages.days import on_day
from clientpulse.records import Reminder


def echo(
    verb: str, view: Reminder, comes_on: date | None, today: date, *, on: date | None = None
) -> Iterator[str]:
    """Echo a reminder with its resolved day, and say when it comes next.

    ``comes_on`` is when it comes next, and ``on`` the day to name where that isn't its own.
    """
    whose = f"{view.client} ({view.person})" if view.person else view.client
    yearly = ", each year" if view.yearly else ""
    day = on or view.remind_on
    yield f"{verb}: {whose}, {long_date(day)}{yearly}: {view.what} (number {view.id})"
    if comes_on is not None and comes_on != day:
        yield f"Next: {on_day(comes_on, today)}."


def done(view: Reminder, comes_on: date | None, today: date) -> Iterator[str]:
    """Echo that a reminder is done; a yearly one names the day that is."""
    return echo("Done", view, comes_on, today, on=view.done_on if view.yearly else None)
