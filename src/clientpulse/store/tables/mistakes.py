"""Mistakes of ours."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import OfClient


class Mistake(OfClient, table=True):
    """Something that went wrong on our side: what, why, the fix, and how far we are with it."""

    __table_args__ = (
        CheckConstraint("fixed_on IS NULL OR told_on IS NOT NULL", name="fixed_needs_told"),
        Index("ix_mistake_client_id", "client_id"),
    )

    what: str = Field(sa_type=Text)
    why: str | None = Field(default=None, sa_type=Text)
    fix: str | None = Field(default=None, sa_type=Text)
    prevent: str | None = Field(default=None, sa_type=Text)
    offer: str | None = Field(default=None, sa_type=Text)
    happened_on: date | None = Field(default=None, sa_type=Day)
    entered_on: date = Field(sa_type=Day)
    told_on: date | None = Field(default=None, sa_type=Day)
    fix_by: date | None = Field(default=None, sa_type=Day)
    fixed_on: date | None = Field(default=None, sa_type=Day)
