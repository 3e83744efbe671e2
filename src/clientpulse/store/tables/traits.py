"""Traits of our own, and weights."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.records.limits import KEY_LENGTH, NAME_LENGTH
from clientpulse.store.tables.columns import Flag, Instant
from clientpulse.store.tables.constraints import (
    OPTIONS,
    Table,
    filled,
    is_flag,
    is_uid,
    new_uid,
    now,
)


class Trait(Table, table=True):
    """A trait of our own to look at, for all clients or for one; the others are built in."""

    __tablename__ = "trait"
    __table_args__ = (
        is_uid(),
        filled("key", KEY_LENGTH),
        filled("name", NAME_LENGTH),
        is_flag("good"),
        Index("ix_trait_client_id", "client_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int | None = Field(default=None, foreign_key="client.id", ondelete="CASCADE")
    key: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    good: bool = Field(sa_type=Flag)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class TraitWeight(Table, table=True):
    """How much a trait counts, for all clients or for one; 1 where nothing is said."""

    __tablename__ = "trait_weight"
    __table_args__ = (
        filled("trait", KEY_LENGTH),
        CheckConstraint("weight BETWEEN 0 AND 10", name="weight"),
        Index("ix_trait_weight_client_id", "client_id", "trait"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    client_id: int | None = Field(default=None, foreign_key="client.id", ondelete="CASCADE")
    trait: str = Field(sa_type=Text)
    weight: int
