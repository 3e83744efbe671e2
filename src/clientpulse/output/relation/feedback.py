"""Projects, and what clients say about our work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.records import Feedback, Project
    from clientpulse.views.feedback import FeedbackListView, ProjectsView


def record(view: Feedback) -> dict[str, Any]:
    """Return the fields of feedback."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "on": view.given_on.isoformat(),
        "what": view.what,
        "score": view.score,
        "project": view.project,
    }


def project_record(view: Project) -> dict[str, Any]:
    """Return the fields of a project."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "name": view.name,
        "started_on": view.started_on.isoformat(),
        "finished_on": view.finished_on and view.finished_on.isoformat(),
    }


def feedback_envelope(view: FeedbackListView) -> dict[str, Any]:
    """Return the envelope's fields of ``feedback list``."""
    return {"items": [record(one) for one in view.feedback]}


def projects_envelope(view: ProjectsView) -> dict[str, Any]:
    """Return the envelope's fields of ``project list``."""
    return {"items": [project_record(one) for one in view.projects]}


def feedback_sheet(view: FeedbackListView) -> Sheet:
    """Lay out feedback."""
    rows = [
        (
            str(one.id),
            weekday_date(one.given_on, view.today),
            one_line(one.client),
            "" if one.score is None else f"{one.score} of 10",
            one_line(one.project or ""),
            one_line(one.what),
        )
        for one in view.feedback
    ]
    headings = ("Id", "On", "Client", "Score", "Project", "What they said")
    return Sheet(_feedback_title(view), headings, rows)


def projects_sheet(view: ProjectsView) -> Sheet:
    """Lay out projects."""
    rows = [
        (
            str(one.id),
            one_line(one.client),
            one_line(one.name),
            weekday_date(one.started_on, view.today),
            standing(one, view.today),
        )
        for one in view.projects
    ]
    headings = ("Id", "Client", "Project", "Since", "Is")
    return Sheet(_projects_title(view), headings, rows)


def standing(one: Project, today: date) -> str:
    """Say how a project stands: ``going on for 3 weeks``, ``finished Fri 20 Nov``."""
    if one.finished_on is not None:
        return f"finished {weekday_date(one.finished_on, today)}"
    days = (today - one.started_on).days
    return f"going on for {span_words(days)}" if days > 0 else "going on"


def _feedback_title(view: FeedbackListView) -> str:
    if not view.feedback:
        return "No feedback yet"
    title = phrases.counted(len(view.feedback), "piece of feedback", "pieces of feedback")
    scores = [one.score for one in view.feedback if one.score is not None]
    if not scores:
        return title
    return f"{title}, {sum(scores) / len(scores):.1f} of 10 on average"


def _projects_title(view: ProjectsView) -> str:
    if not view.projects:
        return "No project yet"
    going_on = sum(one.finished_on is None for one in view.projects)
    title = phrases.counted(len(view.projects), "project")
    return f"{title}, {going_on:,} going on" if going_on else title


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "feedback-list": feedback_envelope,
    "project-list": projects_envelope,
}
_FEEDBACK = "id uid client key on what score project"
_PROJECT = "id uid client key name started_on finished_on"
FIELDS = {"feedback-list": tuple(_FEEDBACK.split()), "project-list": tuple(_PROJECT.split())}
SHEETS: dict[str, Callable[[Any], Sheet]] = {
    "feedback-list": feedback_sheet,
    "project-list": projects_sheet,
}
