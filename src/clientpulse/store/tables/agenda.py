"""Points for the next meeting."""

from datetime import date, datetime

from sqlalchemy import Index, Text
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
)


class AgendaPoint(Table, table=True):
    """Something to bring up at the next meeting; covered once that meeting was held."""

    __tablename__ = "agenda_point"
    __table_args__ = (
        is_uid(),
        filled("what", NOTE_LENGTH),
        *map(is_day, ("added_on", "covered_on")),
        Index("ix_agenda_point_client_id", "client_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    what: str = Field(sa_type=Text)
    added_on: date = Field(sa_type=Day)
    covered_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
