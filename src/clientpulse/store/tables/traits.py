"""Traits of our own, and weights."""

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Flag
from clientpulse.store.tables.constraints import Named, OfRecord


class Trait(Named, table=True):
    """A trait of our own to look at, for all clients or for one; the others are built in."""

    __table_args__ = (Index("ix_trait_client_id", "client_id"),)

    client_id: int | None = Field(default=None, foreign_key="client.id", ondelete="CASCADE")
    key: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    good: bool = Field(sa_type=Flag)


class TraitWeight(OfRecord, table=True):
    """How much a trait counts, for all clients or for one; 1 where nothing is said."""

    __table_args__ = (Index("ix_trait_weight_client_id", "client_id", "trait"),)

    client_id: int | None = Field(default=None, foreign_key="client.id", ondelete="CASCADE")
    trait: str = Field(sa_type=Text)
    weight: int
