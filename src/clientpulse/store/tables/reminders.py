"""Days worth a word."""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.records.limits import NAME_LENGTH, NOTE_LENGTH
from clientpulse.store.tables.columns import Day, Flag, Instant
from clientpulse.store.tables.constraints import (
    OPTIONS,
    Table,
    filled,
    is_day,
    is_flag,
    is_uid,
    new_uid,
    now,
)


class Reminder(Table, table=True):
    """A moment to remember: of a yearly one ``done_on`` is the occurrence that is done."""

    __tablename__ = "reminder"
    __table_args__ = (
        is_uid(),
        filled("what", NOTE_LENGTH),
        is_flag("yearly"),
        filled("person", NAME_LENGTH),
        *map(is_day, ("remind_on", "done_on")),
        Index("ix_reminder_client_id", "client_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    remind_on: date = Field(sa_type=Day)
    what: str = Field(sa_type=Text)
    yearly: bool = Field(default=False, sa_type=Flag)
    person: str | None = Field(default=None, sa_type=Text)
    done_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
