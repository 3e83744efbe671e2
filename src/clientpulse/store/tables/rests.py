"""When a client was left alone."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import OfClient


class Rest(OfClient, table=True):
    """A pause or a snooze of a client; over on its last day."""

    __table_args__ = (
        CheckConstraint("starts_on < ends_on", name="ends_after_it_starts"),
        Index("ix_rest_client_id", "client_id"),
    )

    kind: str = Field(sa_type=Text)
    starts_on: date = Field(sa_type=Day)
    ends_on: date | None = Field(default=None, sa_type=Day)
