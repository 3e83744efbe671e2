"""Work for clients, from its start to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Project


@dataclass(frozen=True, slots=True)
class ProjectsView:
    """Projects of one client or of all, those that go on first."""

    today: date
    projects: tuple[Project, ...]
