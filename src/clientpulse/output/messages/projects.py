"""What is said after a project was started or finished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.cadence.interval import parse_interval
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Cadence
from clientpulse.cadence.wording import weekday_date
from clientpulse.dates import long_date
from clientpulse.output import phrases
from clientpulse.records import Project


def started(
    view: Project, cadence: Cadence, silence: tuple[DueItem, DueItem] | None, today: date
) -> Iterator[str]:
    """Echo the start of a project, and say what its check-ins come to in the cadence in force.

    ``silence`` holds the update that they take out of the list, and the first of them.
    """
    yield f"Started: {project(view, view.started_on)}"
    yield from checkins(view, cadence, silence, today)


def checkins(
    view: Project, cadence: Cadence, silence: tuple[DueItem, DueItem] | None, today: date
) -> Iterator[str]:
    """Say what a project's check-ins come to, likewise."""
    every = None if view.checkin is None else parse_interval(view.checkin)
    if every is None or view.finished_on is not None or cadence.update is None:
        return
    if cadence.project == view.name:
        yield f"While it runs, they hear from you {every.adverb()}."
        if silence is not None:
            update, first = silence
            day = weekday_date(first.due_on, today)
            yield f"{_silent_since(update, today)}; the first check-in is due {day}."
    else:
        yield (
            f"They hear from you {cadence.update.adverb()} already, so check-ins"
            f" {every.adverb()} change nothing."
        )


def _silent_since(update: DueItem, today: date) -> str:
    if update.since is None:
        return "Nobody knows when they last heard from you"
    start = "" if update.last_on is not None else "the start, "
    return f"They haven't heard from you since {start}{weekday_date(update.since, today)}"


def finished(
    view: Project, day: date, cadence: Cadence, asked: tuple[date, date | None] | None, today: date
) -> Iterator[str]:
    """Echo the end of a project, what its check-ins give way to, and when to ask about it.

    ``asked`` holds by when to ask, and when to ask once more, if then; None where nobody asks.
    """
    yield f"Finished: {project(view, day)}"
    if view.checkin is not None:
        yield f"Its check-ins are over; from now on: {phrases.cadence(cadence)}."
    if asked is None:
        return
    by, again = asked
    when = f"by {weekday_date(by, today)}" if by >= today else "now"
    more = f", and once more about {weekday_date(again, today)}" if again and again > today else ""
    yield f"Ask for feedback {when}{more}."


def without(view: Project, feedback: int, cadence: Cadence) -> Iterator[str]:
    """Say what stays of a project that is gone, and what its check-ins give way to."""
    if feedback:
        words = phrases.counted(feedback, "piece of feedback", "pieces of feedback")
        yield f"{words} about it {'stays' if feedback == 1 else 'stay'}, about no project."
    if view.checkin is not None and view.finished_on is None:
        yield f"Its check-ins are over; from now on: {phrases.cadence(cadence)}."


def project(view: Project, day: date) -> str:
    """Name a project in a line, with the day it was started or finished."""
    return f"{view.name}, with {view.client}, {long_date(day)} (number {view.id})"
