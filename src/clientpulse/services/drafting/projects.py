"""Which finished project a letter asks feedback for."""

from __future__ import annotations

from datetime import date, timedelta

from clientpulse.cadence.interval import Interval
from clientpulse.errors import ConflictError
from clientpulse.letters import values
from clientpulse.quoting import printable
from clientpulse.records import Project
from clientpulse.services import projects
from clientpulse.services.lookup import Found
from clientpulse.store import queries
from clientpulse.store.queries import letters
from clientpulse.store.reader import Reader

ONE_MONTH = Interval(1, "m")
ONE_WEEK = timedelta(days=7)

# Somewhat longer than until it is asked for the second time.
RECENTLY = timedelta(days=62)


def to_ask_about(
    reader: Reader, today: date, client: Found, typed: str | None
) -> values.Project | None:
    """Return the project that was named, or one that was finished recently and isn't asked about.

    Args:
        client: Whose project.
        typed: Its number, its name or an unambiguous part of it; None for one finished recently.

    Raises:
        NotFoundError: There is no such project.
        AmbiguousError: Several fit.
        ConflictError: It isn't finished yet.
    """
    if typed is not None:
        chosen = projects.find(reader, client, typed)
        if chosen.finished_on is None:
            raise ConflictError(
                f"{printable(chosen.name)} isn't finished yet",
                f"finish it first: pulse project finish {client.key} {printable(chosen.name)}",
            )
        return values.Project(
            chosen.name, chosen.finished_on, _is_second_time(chosen.finished_on, today)
        )
    for one in queries.projects.select(reader, client_id=client.id):
        if one.finished_on is None or not today - RECENTLY <= one.finished_on <= today:
            continue
        asked_on = _asked_on(reader, client, one, today)
        second = _is_second_time(one.finished_on, today)
        since = ONE_MONTH.after(one.finished_on) - ONE_WEEK if second else one.finished_on
        if asked_on is None or asked_on < since:
            return values.Project(one.name, one.finished_on, second)
    return None


def _is_second_time(finished_on: date, today: date) -> bool:
    """Tell whether the result had a month, or nearly one, to hold up."""
    return today >= ONE_MONTH.after(finished_on) - ONE_WEEK


def _asked_on(reader: Reader, client: Found, project: Project, today: date) -> date | None:
    days = [
        one.given_on
        for one in queries.feedback.select(reader, client_id=client.id)
        if one.project_id in {None, project.id} and one.given_on <= today
    ]
    asked_on = letters.last_written_for(reader, client.id, "feedback", today)
    return max([*days, *([asked_on] if asked_on else [])], default=None)
