"""Pieces of work, and what clients said."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.records.limits import NAME_LENGTH, NOTE_LENGTH
from clientpulse.store.tables.columns import Day, Instant
from clientpulse.store.tables.constraints import (
    OPTIONS,
    Table,
    filled,
    is_day,
    is_uid,
    new_uid,
    now,
)


class Project(Table, table=True):
    """A piece of work for a client."""

    __tablename__ = "project"
    __table_args__ = (
        is_uid(),
        filled("name", NAME_LENGTH),
        *map(is_day, ("started_on", "finished_on")),
        Index("ix_project_client_id", "client_id"),
        Index("ix_project_finished_on", "finished_on"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)
    started_on: date = Field(sa_type=Day)
    finished_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class Feedback(Table, table=True):
    """What a client said about our work, about all of it or about one project."""

    __tablename__ = "feedback"
    __table_args__ = (
        is_uid(),
        is_day("given_on"),
        filled("what", NOTE_LENGTH),
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        Index("ix_feedback_client_id", "client_id", "given_on"),
        Index("ix_feedback_project_id", "project_id", "given_on"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    given_on: date = Field(sa_type=Day)
    what: str = Field(sa_type=Text)
    score: int | None = Field(default=None)
    project_id: int | None = Field(default=None, foreign_key="project.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
