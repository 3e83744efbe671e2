"""Promises and asks."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.store.dialect import where
from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import OfClient


class Commitment(OfClient, table=True):
    """A promise (we owe it) or an ask (the client owes it); open until done or dropped."""

    __table_args__ = (
        CheckConstraint("done_on IS NULL OR dropped_on IS NULL", name="one_end"),
        Index("ix_commitment_client_id", "client_id"),
        Index("ix_commitment_done_on", "done_on"),
        Index(
            "ix_commitment_open",
            "client_id",
            "due_on",
            **where("done_on IS NULL AND dropped_on IS NULL"),
        ),
    )

    owed_by: str = Field(sa_type=Text)
    what: str = Field(sa_type=Text)
    made_on: date = Field(sa_type=Day)
    due_on: date | None = Field(default=None, sa_type=Day)
    done_on: date | None = Field(default=None, sa_type=Day)
    dropped_on: date | None = Field(default=None, sa_type=Day)
