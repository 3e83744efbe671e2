"""Days worth a word."""

from datetime import date

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Day, Flag
from clientpulse.store.tables.constraints import OfClient


class Reminder(OfClient, table=True):
    """A moment to remember: of a yearly one ``done_on`` is the occurrence that is done."""

    __table_args__ = (Index("ix_reminder_client_id", "client_id"),)

    remind_on: date = Field(sa_type=Day)
    what: str = Field(sa_type=Text)
    yearly: bool = Field(default=False, sa_type=Flag)
    person: str | None = Field(default=None, sa_type=Text)
    done_on: date | None = Field(default=None, sa_type=Day)
