"""Promises and asks."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.records.limits import NOTE_LENGTH
from clientpulse.store.dialect import where
from clientpulse.store.tables.columns import Day, Instant
from clientpulse.store.tables.constraints import (
    OPTIONS,
    Table,
    filled,
    is_day,
    is_uid,
    new_uid,
    now,
    one_of,
)


class Commitment(Table, table=True):
    """A promise (we owe it) or an ask (the client owes it); open until done or dropped."""

    __tablename__ = "commitment"
    __table_args__ = (
        is_uid(),
        one_of("owed_by", "'us','client'"),
        filled("what", NOTE_LENGTH),
        *map(is_day, ("made_on", "due_on", "done_on", "dropped_on")),
        CheckConstraint("done_on IS NULL OR dropped_on IS NULL", name="one_end"),
        Index("ix_commitment_client_id", "client_id"),
        Index("ix_commitment_done_on", "done_on"),
        Index(
            "ix_commitment_open",
            "client_id",
            "due_on",
            **where("done_on IS NULL AND dropped_on IS NULL"),
        ),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    owed_by: str = Field(sa_type=Text)
    what: str = Field(sa_type=Text)
    made_on: date = Field(sa_type=Day)
    due_on: date | None = Field(default=None, sa_type=Day)
    done_on: date | None = Field(default=None, sa_type=Day)
    dropped_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
