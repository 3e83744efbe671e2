"""Check-ups and their answers."""

from datetime import date

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.store.dialect import NUMBER
from clientpulse.store.tables.columns import Day
from clientpulse.store.tables.constraints import OfClient, OfRecord


class Checkup(OfClient, table=True):
    """How a relationship stood on a day; the score is the one of that day's weights."""

    __table_args__ = (
        Index("uq_checkup_client_id_checked_on", "client_id", "checked_on", unique=True),
    )

    checked_on: date = Field(sa_type=Day)
    score: float = Field(sa_type=NUMBER)


class CheckupAnswer(OfRecord, table=True):
    """The answer about one trait; the trait may since have been taken away."""

    __table_args__ = (
        Index("uq_checkup_answer_checkup_id_trait", "checkup_id", "trait", unique=True),
    )

    checkup_id: int = Field(foreign_key="checkup.id", ondelete="CASCADE")
    trait: str = Field(sa_type=Text)
    answer: str = Field(sa_type=Text)
