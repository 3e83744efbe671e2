"""The diary."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.store.dialect import where
from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import OfClient


class Meeting(OfClient, table=True):
    """A booked meeting in the diary; when held it points to its touchpoint."""

    __table_args__ = (
        CheckConstraint("touchpoint_id IS NULL OR state = 'held'", name="touchpoint_needs_held"),
        Index("ix_meeting_client_id", "client_id", "planned_on"),
        Index("ix_meeting_touchpoint_id", "touchpoint_id"),
        Index(
            "ix_meeting_booked",
            "client_id",
            "planned_on",
            **where("state = 'booked'"),
        ),
    )

    planned_on: date = Field(sa_type=Day)
    planned_time: str | None = Field(default=None, sa_type=Text)
    place: str | None = Field(default=None, sa_type=Text)
    agenda: str | None = Field(default=None, sa_type=Text)
    state: str = Field(default="booked", sa_type=Text)
    touchpoint_id: int | None = Field(
        default=None, foreign_key="touchpoint.id", ondelete="SET NULL"
    )
    source: str | None = Field(default=None, sa_type=Text)
