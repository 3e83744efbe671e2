"""The diary."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.records.limits import (
    NAME_LENGTH,
    NOTE_LENGTH,
)
from clientpulse.store.dialect import where
from clientpulse.store.tables.columns import Day, Instant
from clientpulse.store.tables.constraints import (
    OPTIONS,
    Table,
    is_day,
    is_time,
    is_uid,
    new_uid,
    now,
    one_of,
    short,
)


class Meeting(Table, table=True):
    """A booked meeting in the diary; when held it points to its touchpoint."""

    __tablename__ = "meeting"
    __table_args__ = (
        is_uid(),
        is_day("planned_on"),
        is_time("planned_time"),
        short("place", NAME_LENGTH),
        short("agenda", NOTE_LENGTH),
        one_of("state", "'booked','held','cancelled'"),
        CheckConstraint("touchpoint_id IS NULL OR state = 'held'", name="touchpoint_needs_held"),
        Index("ix_meeting_client_id", "client_id", "planned_on"),
        Index("ix_meeting_touchpoint_id", "touchpoint_id"),
        Index(
            "ix_meeting_booked",
            "client_id",
            "planned_on",
            **where("state = 'booked'"),
        ),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    planned_on: date = Field(sa_type=Day)
    planned_time: str | None = Field(default=None, sa_type=Text)
    place: str | None = Field(default=None, sa_type=Text)
    agenda: str | None = Field(default=None, sa_type=Text)
    state: str = Field(default="booked", sa_type=Text)
    touchpoint_id: int | None = Field(
        default=None, foreign_key="touchpoint.id", ondelete="SET NULL"
    )
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
