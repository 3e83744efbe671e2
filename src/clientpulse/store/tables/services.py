"""What we offer, and who heard of it."""

from datetime import date

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import Named, OfClient


class Service(Named, table=True):
    """Something we offer: a name, and a sentence about it."""

    name: str = Field(sa_type=Text, unique=True)
    sentence: str = Field(sa_type=Text)


class ServiceMention(OfClient, table=True):
    """A client heard of a service on a day; perhaps in a touchpoint."""

    __table_args__ = (
        Index("ix_service_mention_client_id", "client_id", "service_id", "mentioned_on"),
        Index("ix_service_mention_service_id", "service_id"),
        Index("ix_service_mention_touchpoint_id", "touchpoint_id"),
    )

    service_id: int = Field(foreign_key="service.id", ondelete="CASCADE")
    mentioned_on: date = Field(sa_type=Day)
    touchpoint_id: int | None = Field(
        default=None, foreign_key="touchpoint.id", ondelete="SET NULL"
    )
