"""Projects, and what clients say about our work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Feedback, Project


@dataclass(frozen=True, slots=True)
class FeedbackListView:
    """Feedback of one client or of all, the newest first."""

    today: date
    feedback: tuple[Feedback, ...]


@dataclass(frozen=True, slots=True)
class ProjectsView:
    """Projects of one client or of all, those that go on first."""

    today: date
    projects: tuple[Project, ...]
