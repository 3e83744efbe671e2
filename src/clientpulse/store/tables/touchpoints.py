"""What happened, and who took part."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.records.limits import (
    NAME_LENGTH,
    NOTE_LENGTH,
)
from clientpulse.store.dialect import portable_check, where
from clientpulse.store.tables.columns import Day, Flag, Instant
from clientpulse.store.tables.constraints import (
    CHANNELS,
    OPTIONS,
    PURPOSES,
    TWO_WAY_CHANNELS,
    Table,
    filled,
    is_day,
    is_flag,
    is_time,
    is_uid,
    new_uid,
    now,
    one_of,
    short,
)


class Touchpoint(Table, table=True):
    """One thing that happened with a client.

    ``reaching`` repeats what channel and direction say, so that the latest reaching touchpoint is
    one seek in ``ix_touchpoint_reach``; the CHECK keeps it true. ``occurred_time`` is the local
    time of day, ``HH:MM``. ``purpose`` says what a written one was for, where a rule waits for it.
    """

    __tablename__ = "touchpoint"
    __table_args__ = (
        is_uid(),
        is_day("occurred_on"),
        is_time("occurred_time"),
        one_of("channel", CHANNELS),
        one_of("direction", "'outbound','inbound'"),
        portable_check(
            f"reaching = (channel IN ({TWO_WAY_CHANNELS}) OR direction = 'outbound')",
            name="reaching",
            postgresql=(
                f"(reaching = 1) = (channel IN ({TWO_WAY_CHANNELS}) OR direction = 'outbound')"
            ),
        ),
        short("note", NOTE_LENGTH),
        CheckConstraint("mood BETWEEN -2 AND 2", name="mood"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),
        is_flag("no_news"),
        one_of("purpose", PURPOSES),
        Index("ix_touchpoint_reach", "client_id", "reaching", "occurred_on", "id", "channel"),
        Index(
            "ix_touchpoint_meeting",
            "client_id",
            "occurred_on",
            **where("channel = 'meeting'"),
        ),
        Index("ix_touchpoint_occurred_on", "occurred_on", "id"),
        Index(
            "ix_touchpoint_voice",
            "client_id",
            "occurred_on",
            **where(f"channel IN ({TWO_WAY_CHANNELS})"),
        ),
        Index(
            "ix_touchpoint_purpose",
            "purpose",
            "client_id",
            "occurred_on",
            **where("purpose IS NOT NULL"),
        ),
        Index(
            "ix_touchpoint_mood",
            "client_id",
            "occurred_on",
            "id",
            "mood",
            **where("mood IS NOT NULL"),
        ),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    occurred_on: date = Field(sa_type=Day)
    occurred_time: str | None = Field(default=None, sa_type=Text)
    channel: str = Field(sa_type=Text)
    direction: str = Field(sa_type=Text)
    reaching: bool = Field(sa_type=Flag)
    note: str | None = Field(default=None, sa_type=Text)
    mood: int | None = Field(default=None)
    minutes: int | None = Field(default=None)
    no_news: bool = Field(default=False, sa_type=Flag)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    purpose: str | None = Field(default=None, sa_type=Text)


class Attendee(Table, table=True):
    """A person who took part in a touchpoint, by name; a contact of the client or anybody."""

    __tablename__ = "attendee"
    __table_args__ = (
        filled("name", NAME_LENGTH),
        Index("ix_attendee_touchpoint_id", "touchpoint_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    touchpoint_id: int = Field(foreign_key="touchpoint.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)
