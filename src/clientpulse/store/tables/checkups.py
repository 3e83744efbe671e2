"""Check-ups and their answers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.records.limits import KEY_LENGTH
from clientpulse.store.dialect import NUMBER
from clientpulse.store.tables.columns import Day, Instant
from clientpulse.store.tables.constraints import (
    OPTIONS,
    Table,
    filled,
    is_day,
    is_uid,
    new_uid,
    now,
    one_of,
)


class Checkup(Table, table=True):
    """How a relationship stood on a day; the score is the one of that day's weights."""

    __tablename__ = "checkup"
    __table_args__ = (
        is_uid(),
        is_day("checked_on"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        Index("uq_checkup_client_id_checked_on", "client_id", "checked_on", unique=True),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    checked_on: date = Field(sa_type=Day)
    score: float = Field(sa_type=NUMBER)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class CheckupAnswer(Table, table=True):
    """The answer about one trait; the trait may since have been taken away."""

    __tablename__ = "checkup_answer"
    __table_args__ = (
        filled("trait", KEY_LENGTH),
        one_of("answer", "'yes','partly','no'"),
        Index("uq_checkup_answer_checkup_id_trait", "checkup_id", "trait", unique=True),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    checkup_id: int = Field(foreign_key="checkup.id", ondelete="CASCADE")
    trait: str = Field(sa_type=Text)
    answer: str = Field(sa_type=Text)
