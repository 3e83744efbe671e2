"""Work for clients, from its start to its end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.wording import span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.records import Project

if TYPE_CHECKING:
    from clientpulse.views.projects import ProjectsView

record = Fields.of(Project)


def sheet(view: ProjectsView) -> Sheet:
    """Lay out projects."""
    return Sheet.of(
        _title(view),
        [
            {
                "Id": one.id,
                "Client": one.client,
                "Project": one.name,
                "Since": weekday_date(one.started_on, view.today),
                "Status": status_text(one, view.today),
            }
            for one in view.projects
        ],
    )


def status_text(one: Project, today: date) -> str:
    """Say how far a project is: ``running for 3 weeks``, ``finished Fri 20 Nov``."""
    if one.finished_on is not None:
        return f"finished {weekday_date(one.finished_on, today)}"
    days = (today - one.started_on).days
    return f"running for {span_words(days)}" if days > 0 else "running"


def _title(view: ProjectsView) -> str:
    if not view.projects:
        return "No projects yet"
    running = sum(one.finished_on is None for one in view.projects)
    title = phrases.counted(len(view.projects), "project")
    return f"{title}, {running:,} running" if running else title


SCREEN: Screen[ProjectsView] = Screen(
    "project-list",
    lambda view: {"items": list(map(record, view.projects))},
    sheet,
    record.names,
)
