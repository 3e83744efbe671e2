"""Days off."""

from datetime import date

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import Named


class Away(Named, table=True):
    """Days off of our own, both ends included."""

    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="ends_after_it_starts"),)

    starts_on: date = Field(sa_type=Day)
    ends_on: date = Field(sa_type=Day)
    owner: str | None = Field(default=None, sa_type=Text)
