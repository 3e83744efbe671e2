"""Work for clients, from its start to its end."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.interval import parse_interval
from clientpulse.cadence.wording import span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.records import Project
from clientpulse.views.listed import Listed

record = Fields.of(Project)


def status_text(one: Project, today: date) -> str:
    """Say where a project is: ``running for 3 weeks, check-ins weekly``, ``finished Fri 5 Dec``."""
    if one.finished_on is not None:
        return f"finished {weekday_date(one.finished_on, today)}"
    days = (today - one.started_on).days
    running = f"running for {span_words(days)}" if days > 0 else "running"
    every = None if one.checkin is None else parse_interval(one.checkin)
    return running if every is None else f"{running}, check-ins {every.adverb()}"


def _title(view: Listed[Project]) -> str:
    if not view.items:
        return "No projects yet"
    running = sum(one.finished_on is None for one in view.items)
    title = phrases.counted(len(view.items), "project")
    return f"{title}, {running:,} running" if running else title


SCREEN: Screen[Listed[Project]] = list_screen(
    "project-list",
    record,
    _title,
    lambda one, view: {
        "Id": one.id,
        "Client": one.client,
        "Project": one.name,
        "Since": weekday_date(one.started_on, view.today),
        "Status": status_text(one, view.today),
    },
)
