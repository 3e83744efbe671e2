"""The tables of the relationship layer, as SQLModel classes.

They are apart from the daily loop's because building a class takes milliseconds: only a command
that writes to one of these tables imports them.
"""

import importlib
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.store.columns import Day, Flag, Instant
from clientpulse.store.constraints import (
    OPTIONS,
    Table,
    filled,
    is_day,
    is_flag,
    is_interval,
    is_uid,
    new_uid,
    now,
    one_of,
    short,
)
from clientpulse.store.dialect import NUMBER, where
from clientpulse.store.limits import KEY_LENGTH, NAME_LENGTH, NOTE_LENGTH, SENTENCE_LENGTH

# The tables that these refer to have to be known.
importlib.import_module("clientpulse.store.tables")


class Commitment(Table, table=True):
    """A promise (we owe it) or an ask (the client owes it); open until done or dropped."""

    __tablename__ = "commitment"
    __table_args__ = (
        is_uid(),
        one_of("owed_by", "'us','client'"),
        filled("what", NOTE_LENGTH),
        *map(is_day, ("made_on", "due_on", "done_on", "dropped_on")),
        CheckConstraint("done_on IS NULL OR dropped_on IS NULL", name="one_end"),
        Index("ix_commitment_client_id", "client_id"),
        Index("ix_commitment_done_on", "done_on"),
        Index(
            "ix_commitment_open",
            "client_id",
            "due_on",
            **where("done_on IS NULL AND dropped_on IS NULL"),
        ),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    owed_by: str = Field(sa_type=Text)
    what: str = Field(sa_type=Text)
    made_on: date = Field(sa_type=Day)
    due_on: date | None = Field(default=None, sa_type=Day)
    done_on: date | None = Field(default=None, sa_type=Day)
    dropped_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class Mistake(Table, table=True):
    """Something that went wrong on our side: what, why, the fix, and how far we are with it."""

    __tablename__ = "mistake"
    __table_args__ = (
        is_uid(),
        filled("what", NOTE_LENGTH),
        *(short(column, NOTE_LENGTH) for column in ("why", "fix", "prevent", "offer")),
        *map(is_day, ("happened_on", "entered_on", "told_on", "fix_by", "fixed_on")),
        CheckConstraint("fixed_on IS NULL OR told_on IS NOT NULL", name="fixed_needs_told"),
        Index("ix_mistake_client_id", "client_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    what: str = Field(sa_type=Text)
    why: str | None = Field(default=None, sa_type=Text)
    fix: str | None = Field(default=None, sa_type=Text)
    prevent: str | None = Field(default=None, sa_type=Text)
    offer: str | None = Field(default=None, sa_type=Text)
    happened_on: date | None = Field(default=None, sa_type=Day)
    entered_on: date = Field(sa_type=Day)
    told_on: date | None = Field(default=None, sa_type=Day)
    fix_by: date | None = Field(default=None, sa_type=Day)
    fixed_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class Reminder(Table, table=True):
    """A moment to remember: of a yearly one ``done_on`` is the occurrence that is done."""

    __tablename__ = "reminder"
    __table_args__ = (
        is_uid(),
        filled("what", NOTE_LENGTH),
        is_flag("yearly"),
        filled("person", NAME_LENGTH),
        *map(is_day, ("remind_on", "done_on")),
        Index("ix_reminder_client_id", "client_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    remind_on: date = Field(sa_type=Day)
    what: str = Field(sa_type=Text)
    yearly: bool = Field(default=False, sa_type=Flag)
    person: str | None = Field(default=None, sa_type=Text)
    done_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class Project(Table, table=True):
    """A piece of work for a client."""

    __tablename__ = "project"
    __table_args__ = (
        is_uid(),
        filled("name", NAME_LENGTH),
        *map(is_day, ("started_on", "finished_on")),
        Index("ix_project_client_id", "client_id"),
        Index("ix_project_finished_on", "finished_on"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)
    started_on: date = Field(sa_type=Day)
    finished_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class Feedback(Table, table=True):
    """What a client said about our work, about all of it or about one project."""

    __tablename__ = "feedback"
    __table_args__ = (
        is_uid(),
        is_day("given_on"),
        filled("what", NOTE_LENGTH),
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        Index("ix_feedback_client_id", "client_id", "given_on"),
        Index("ix_feedback_project_id", "project_id", "given_on"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    given_on: date = Field(sa_type=Day)
    what: str = Field(sa_type=Text)
    score: int | None = Field(default=None)
    project_id: int | None = Field(default=None, foreign_key="project.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


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


class AgendaPoint(Table, table=True):
    """Something to bring up at the next meeting; covered once that meeting was held."""

    __tablename__ = "agenda_point"
    __table_args__ = (
        is_uid(),
        filled("what", NOTE_LENGTH),
        *map(is_day, ("added_on", "covered_on")),
        Index("ix_agenda_point_client_id", "client_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    what: str = Field(sa_type=Text)
    added_on: date = Field(sa_type=Day)
    covered_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


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


class ClientRule(Table, table=True):
    """A rule that has another interval with one client, or is off: ``none``."""

    __tablename__ = "client_rule"
    __table_args__ = (
        filled("rule", KEY_LENGTH),
        is_interval("interval", "none"),
        Index("uq_client_rule_client_id_rule", "client_id", "rule", unique=True),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    rule: str = Field(sa_type=Text)
    interval: str = Field(sa_type=Text)


class Away(Table, table=True):
    """Days off of our own, both ends included."""

    __tablename__ = "away"
    __table_args__ = (
        is_uid(),
        *map(is_day, ("starts_on", "ends_on")),
        CheckConstraint("starts_on <= ends_on", name="ends_after_it_starts"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    starts_on: date = Field(sa_type=Day)
    ends_on: date = Field(sa_type=Day)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
