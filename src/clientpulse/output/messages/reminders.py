"""What is said after a reminder was noted, changed or done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.dates import long_date
from clientpulse.output.messages.days import on_day
from clientpulse.records import Reminder
from clientpulse.views.reminders import Occasion


def echo(
    verb: str, view: Reminder, comes_on: date | None, today: date, *, on: date | None = None
) -> Iterator[str]:
    """Echo a reminder with its resolved day, and say when it comes next.

    ``comes_on`` is when it comes next, and ``on`` the day to name where that isn't its own.
    """
    yield f"{verb}: {reminder(view, on)}"
    yield from comes_next(comes_on, on or view.remind_on, today)


def reminder(view: Reminder, on: date | None = None) -> str:
    """Name a reminder in a line: with whom, its day, what, its number."""
    whose = f"{view.client} ({view.person})" if view.person else view.client
    yearly = ", each year" if view.yearly else ""
    return f"{whose}, {long_date(on or view.remind_on)}{yearly}: {view.what} (number {view.id})"


def comes_next(comes_on: date | None, on: date, today: date) -> Iterator[str]:
    """Say when a reminder comes next, where that isn't the day that was named."""
    if comes_on is not None and comes_on != on:
        yield f"Next: {on_day(comes_on, today)}."


def not_greeted(one: Occasion) -> str:
    """Say of a birthday that it is still to be greeted."""
    day = "" if one.next_on is None else f", {long_date(one.next_on)}"
    return f"Not greeted: {one.person} of {one.client}, birthday{day} ({one.ref})"


def done(one: Occasion, today: date) -> Iterator[str]:
    """Echo that a reminder is done or a birthday greeted; what comes each year names the day."""
    if one.reminder is not None:
        on = one.done_on if one.reminder.yearly else None
        yield from echo("Done", one.reminder, one.next_on, today, on=on)
        return
    day = "" if one.done_on is None else f", {long_date(one.done_on)}"
    yield f"Greeted: {one.person} of {one.client}, birthday{day} ({one.ref})"
    if one.next_on is not None:
        yield f"Next: {on_day(one.next_on, today)}."
