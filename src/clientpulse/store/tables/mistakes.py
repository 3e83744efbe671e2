"""Mistakes of ours."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.records.limits import NOTE_LENGTH
from clientpulse.store.tables.columns import Day, Instant
from clientpulse.store.tables.constraints import (
    OPTIONS,
    Table,
    filled,
    is_day,
    is_uid,
    new_uid,
    now,
    short,
)


class Mistake(Table, table=True):
    """Something that went wrong on our side: what, why, the fix, and how far we are with it."""

    __tablename__ = "mistake"
    __table_args__ = (
        is_uid(),
        filled("what", NOTE_LENGTH),
        *(short(column, NOTE_LENGTH) for column in ("why", "fix", "prevent", "offer")),
        *map(is_day, ("happened_on", "entered_on", "told_on", "fix_by", "fixed_on")),
        CheckConstraint("fixed_on IS NULL OR told_on IS NOT NULL", name="fixed_needs_told"),
        Index("ix_mistake_client_id", "client_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
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
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
