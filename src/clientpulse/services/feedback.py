"""What clients say about our work, about all of it or about one project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.dates import long_date
from clientpulse.errors import InputError
from clientpulse.quoting import printable, quoted
from clientpulse.records import Feedback, Project
from clientpulse.services import lookup, projects, text
from clientpulse.store.reader import Reader

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
    new = text.checked_record(new)
    about = None if project is None else _project(unit.reader, new, project)
    _check(today, new, about)
    project_id, name = (None, None) if about is None else (about.id, about.name)
    unit.describe(f"wrote down feedback from {new.client} on {long_date(new.given_on)}")
    return unit.insert(replace(new, project_id=project_id, project=name))


def edit(
    unit: UnitOfWork,
    today: date,
    feedback_id: int,
    changes: dict[str, Any],
    project: str | None = None,
) -> Feedback:
    """Correct feedback.

    Args:
        changes: By attribute; those left out stay.
        project: The project it is about, as for ``give``; empty for none, None leaves it.

    Raises:
        InputError: As for ``give``.
    """
    before = lookup.numbered(unit.reader, Feedback, feedback_id)
    values = text.checked(Feedback, changes)
    about = None
    if project is None and before.project_id is not None:
        about = lookup.numbered(unit.reader, Project, before.project_id)
    elif project:
        about = _project(unit.reader, before, project)
    _check(today, replace(before, **values), about)
    project_id, name = (None, None) if about is None else (about.id, about.name)
    unit.describe(f"edited the feedback from {before.client} on {long_date(before.given_on)}")
    return replace(unit.update(before, **values, project_id=project_id), project=name)


def delete(unit: UnitOfWork, feedback_id: int) -> Feedback:
    """Delete feedback entered in error."""
    before = lookup.numbered(unit.reader, Feedback, feedback_id)
    unit.delete(before)
    unit.describe(f"deleted the feedback from {before.client} on {long_date(before.given_on)}")
    return before


def read_score(typed: str) -> int | None:
    """Read a score as typed; ``none`` or nothing for None."""
    wanted = typed.strip().lower()
    if wanted in {"", "none"}:
        return None
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < len(str(BEST_SCORE)) + 1):
        raise _no_score(quoted(typed))
    return int(wanted)


def _project(reader: Reader, one: Feedback, typed: str) -> Project:
    return projects.find(reader, lookup.Found(one.client_id, one.key, one.client), typed)


def _check(today: date, one: Feedback, about: Project | None) -> None:
    """Refuse a score that is none, and a day that is to come or before the project."""
    on = one.given_on
    if one.score is not None and not 0 <= one.score <= BEST_SCORE:
        raise _no_score(str(one.score))
    text.refuse_future(on, today, "nobody has said anything yet")
    if about is not None and on < about.started_on:
        raise InputError(
            f"the project {printable(about.name)} was started on {long_date(about.started_on)},"
            f" after {long_date(on)}",
            f"give a day from {long_date(about.started_on)} on, or leave --project out",
        )


def _no_score(typed: str) -> InputError:
    hint = f"give 0 to {BEST_SCORE}, where {BEST_SCORE} is the best"
    return InputError(f"{typed} isn't a score", hint)
