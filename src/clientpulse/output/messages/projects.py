"""What is said after a project was started or finished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.cadence.wording import weekday_date
from clientpulse.dates import long_date
from clientpulse.records import Project


def started(view: Project) -> str:
    """Echo the start of a project."""
    return _echo("Started", view, view.started_on)


def finished(
    view: Project, day: date, asked: tuple[date, date] | None, today: date
) -> Iterator[str]:
    """Echo the end of a project, and say when to ask about it.

    ``asked`` holds by when to ask, and when to ask once more; None where nobody asks.
    """
    yield _echo("Finished", view, day)
    if asked is None:
        return
    by, again = asked
    when = f"by {weekday_date(by, today)}" if by >= today else "now"
    more = f", and once more about {weekday_date(again, today)}" if again > today else ""
    yield f"Ask for feedback {when}{more}."


def _echo(verb: str, view: Project, day: date) -> str:
    return f"{verb}: {view.name}, with {view.client}, {long_date(day)} (number {view.id})"
