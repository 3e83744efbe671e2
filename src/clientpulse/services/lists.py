"""What is stored about people and work, as a command lists it; reads only."""

from __future__ import annotations

from datetime import date

from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.contacts import ContactsView
from clientpulse.views.feedback import FeedbackListView
from clientpulse.views.projects import ProjectsView


def contacts(reader: Reader, today: date, client_id: int | None = None) -> ContactsView:
    """List the people at all clients, or at one."""
    return ContactsView(today, tuple(queries.contacts.select(reader, client_id)))


def feedback(reader: Reader, today: date, client_id: int | None = None) -> FeedbackListView:
    """List what clients said about our work, newest first."""
    return FeedbackListView(today, tuple(queries.feedback.select(reader, client_id=client_id)))


def projects(reader: Reader, today: date, client_id: int | None = None) -> ProjectsView:
    """List projects, those that go on first."""
    return ProjectsView(today, tuple(queries.projects.select(reader, client_id=client_id)))
