"""What clients say about our work, about all of it or about one project."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.errors import InputError
from clientpulse.quoting import printable
from clientpulse.records import Feedback
from clientpulse.services import lookup, projects, text
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

BEST_SCORE = 10


def give(
    unit: UnitOfWork,
    today: date,
    client: lookup.Found,
    what: str,
    *,
    on: date,
    score: int | None = None,
    project: str | None = None,
) -> Feedback:
    """Write down what a client gave as feedback.

    Args:
        unit: Writes.
        today: The day it is.
        client: Who said it.
        what: What they said.
        on: When.
        score: 0 to 10, where they gave one.
        project: The project it is about, by an unambiguous part of its name or its number.

    Raises:
        InputError: The day lies ahead or before the project, there is no such score, or the text
            can't be stored.
        NotFoundError: No project fits.
        AmbiguousError: Several do.
    """
    what = text.needed(what, "feedback")
    if score is not None and not 0 <= score <= BEST_SCORE:
        raise InputError(
            f"{score} is no score", f"give 0 to {BEST_SCORE}, where {BEST_SCORE} is the best"
        )
    if on > today:
        raise InputError(
            f"{on} lies ahead, so nobody has said anything yet", "give the day it was, or none"
        )
    about = None if project is None else projects.find(unit.reader, client, project)
    if about is not None and on < about.started_on:
        raise InputError(
            f"the project {printable(about.name)} was started on {about.started_on}, after {on}",
            f"give a day from {about.started_on} on, or leave --project out",
        )
    row = unit.insert(
        Feedback(
            client_id=client.id,
            given_on=on,
            what=what,
            score=score,
            project_id=None if about is None else about.id,
        )
    )
    unit.describe(f"wrote down feedback from {client.name} on {on}")
    known = queries.feedback.select(unit.reader, client_id=client.id)
    return next(one for one in known if one.id == row.id)
