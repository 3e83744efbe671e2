"""What is stored about people and work, as a command lists it; reads only."""

from __future__ import annotations

from datetime import date

from clientpulse.records import Contact, Feedback, Project
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.listed import Listed


def contacts(
    reader: Reader, today: date, client_id: int | None = None, *, archived: bool = False
) -> Listed[Contact]:
    """List the people at all clients, or at one."""
    archived = archived or client_id is not None
    return Listed(today, tuple(queries.contacts.select(reader, client_id, archived=archived)))


def feedback(reader: Reader, today: date, client_id: int | None = None) -> Listed[Feedback]:
    """List what clients said about our work, newest first."""
    return Listed(today, tuple(queries.feedback.select(reader, client_id=client_id)))


def projects(
    reader: Reader, today: date, client_id: int | None = None, *, archived: bool = False
) -> Listed[Project]:
    """List projects, those that go on first."""
    archived = archived or client_id is not None
    found = queries.projects.select(reader, client_id=client_id, archived=archived)
    return Listed(today, tuple(found))
