"""What we offer, and who heard of it."""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.records.limits import NAME_LENGTH, SENTENCE_LENGTH
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


class Service(Table, table=True):
    """Something we offer: a name, and a sentence about it."""

    __tablename__ = "service"
    __table_args__ = (
        is_uid(),
        filled("name", NAME_LENGTH),
        filled("sentence", SENTENCE_LENGTH),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    name: str = Field(sa_type=Text, unique=True)
    sentence: str = Field(sa_type=Text)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class ServiceMention(Table, table=True):
    """A client heard of a service on a day; perhaps in a touchpoint."""

    __tablename__ = "service_mention"
    __table_args__ = (
        is_uid(),
        is_day("mentioned_on"),
        Index("ix_service_mention_client_id", "client_id", "service_id", "mentioned_on"),
        Index("ix_service_mention_service_id", "service_id"),
        Index("ix_service_mention_touchpoint_id", "touchpoint_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    service_id: int = Field(foreign_key="service.id", ondelete="CASCADE")
    mentioned_on: date = Field(sa_type=Day)
    touchpoint_id: int | None = Field(
        default=None, foreign_key="touchpoint.id", ondelete="SET NULL"
    )
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
