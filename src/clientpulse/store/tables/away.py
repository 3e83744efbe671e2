"""Days off."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Day, Instant
from clientpulse.store.tables.constraints import (
    OPTIONS,
    Table,
    is_day,
    is_uid,
    new_uid,
    now,
)


class Away(Table, table=True):
    """Days off of our own, both ends included."""

    __tablename__ = "away"
    __table_args__ = (
        is_uid(),
        *map(is_day, ("starts_on", "ends_on")),
        CheckConstraint("starts_on <= ends_on", name="ends_after_it_starts"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    starts_on: date = Field(sa_type=Day)
    ends_on: date = Field(sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
