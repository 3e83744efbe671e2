"""What happened, and who took part."""

from datetime import date

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.store.dialect import portable_check, where
from clientpulse.store.queries.values import VOICE
from clientpulse.store.tables.columns import Day, Flag, Lines
from clientpulse.store.tables.constraints import OfClient, OfRecord


class Touchpoint(OfClient, table=True):
    """One thing that happened with a client.

    ``reaching`` repeats what channel and direction say, so that the latest reaching touchpoint is
    one seek in ``ix_touchpoint_reach``; the CHECK keeps it true.
    """

    __table_args__ = (
        portable_check(
            f"reaching = (channel IN ({VOICE}) OR direction = 'outbound')",
            name="reaching",
            postgresql=(f"(reaching = 1) = (channel IN ({VOICE}) OR direction = 'outbound')"),
        ),
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
            **where(f"channel IN ({VOICE})"),
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
        Index(
            "ix_touchpoint_needs_answer",
            "client_id",
            "occurred_on",
            **where("needs_answer = 1"),
        ),
    )

    occurred_on: date = Field(sa_type=Day)
    occurred_time: str | None = Field(default=None, sa_type=Text)
    channel: str = Field(sa_type=Text)
    direction: str = Field(sa_type=Text)
    reaching: bool = Field(sa_type=Flag)
    note: str | None = Field(default=None, sa_type=Text)
    mood: int | None = Field(default=None)
    minutes: int | None = Field(default=None)
    no_news: bool = Field(default=False, sa_type=Flag)
    purpose: str | None = Field(default=None, sa_type=Text)
    agreed: tuple[str, ...] | None = Field(default=None, sa_type=Lines)
    needs_answer: bool = Field(
        default=False, sa_type=Flag, sa_column_kwargs={"server_default": "0"}
    )
    recapped_on: date | None = Field(default=None, sa_type=Day)
    shared: str | None = Field(default=None, sa_type=Text)
    url: str | None = Field(default=None, sa_type=Text)
    last_time: str | None = Field(default=None, sa_type=Text)
    source: str | None = Field(default=None, sa_type=Text)


class Attendee(OfRecord, table=True):
    """A person who took part in a touchpoint, by name; a contact of the client or anybody."""

    __table_args__ = (Index("ix_attendee_touchpoint_id", "touchpoint_id"),)

    touchpoint_id: int = Field(foreign_key="touchpoint.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)
