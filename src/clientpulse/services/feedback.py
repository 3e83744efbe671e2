"""What clients say about our work, about all of it or about one project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.errors import InputError
from clientpulse.quoting import printable
from clientpulse.records import Feedback
from clientpulse.services import lookup, projects, text

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

BEST_SCORE = 10


def give(unit: UnitOfWork, today: date, new: Feedback, project: str | None = None) -> Feedback:
    """Write down what a client gave as feedback.

    Args:
        new: What they said, and a score from 0 to 10 where they gave one.
        project: The project it is about, by an unambiguous part of its name or its number.

    Raises:
        InputError: The day is to come or before the project, the score isn't one, or the text
            can't be stored.
    """
    new, on = text.checked_record(new), new.given_on
    if new.score is not None and not 0 <= new.score <= BEST_SCORE:
        raise InputError(
            f"{new.score} isn't a score", f"give 0 to {BEST_SCORE}, where {BEST_SCORE} is the best"
        )
    text.refuse_future(on, today, "nobody has said anything yet")
    client = lookup.Found(new.client_id, new.key, new.client)
    about = None if project is None else projects.find(unit.reader, client, project)
    if about is not None and on < about.started_on:
        raise InputError(
            f"the project {printable(about.name)} was started on {about.started_on}, after {on}",
            f"give a day from {about.started_on} on, or leave --project out",
        )
    project_id, name = (None, None) if about is None else (about.id, about.name)
    unit.describe(f"wrote down feedback from {client.name} on {on}")
    return unit.insert(replace(new, project_id=project_id, project=name))
