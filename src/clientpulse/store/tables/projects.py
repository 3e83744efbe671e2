"""Pieces of work, and what clients said."""

from datetime import date

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import OfClient


class Project(OfClient, table=True):
    """A piece of work for a client."""

    __table_args__ = (
        Index("ix_project_client_id", "client_id"),
        Index("ix_project_finished_on", "finished_on"),
    )

    name: str = Field(sa_type=Text)
    started_on: date = Field(sa_type=Day)
    finished_on: date | None = Field(default=None, sa_type=Day)
    checkin: str | None = Field(default=None, sa_type=Text)
    asked_on: date | None = Field(default=None, sa_type=Day)


class Feedback(OfClient, table=True):
    """What a client said about our work, about all of it or about one project."""

    __table_args__ = (
        Index("ix_feedback_client_id", "client_id", "given_on"),
        Index("ix_feedback_project_id", "project_id", "given_on"),
    )

    given_on: date = Field(sa_type=Day)
    what: str = Field(sa_type=Text)
    score: int | None = Field(default=None)
    project_id: int | None = Field(default=None, foreign_key="project.id", ondelete="SET NULL")
