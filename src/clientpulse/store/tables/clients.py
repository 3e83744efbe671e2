"""Clients, their tags and the people there."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.store.dialect import where
from clientpulse.store.tables.columns import Day, Flag
from clientpulse.store.tables.constraints import Named, OfClient, OfRecord


class Client(Named, table=True):
    """The account we serve, a company or a person."""

    __table_args__ = (
        CheckConstraint(
            "paused_until IS NULL OR paused_on IS NOT NULL", name="paused_until_needs_paused_on"
        ),
    )

    key: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    meeting_interval: str | None = Field(default=None, sa_type=Text)
    update_interval: str | None = Field(default=None, sa_type=Text)
    started_on: date = Field(sa_type=Day)
    prefers: str | None = Field(default=None, sa_type=Text)
    owner: str | None = Field(default=None, sa_type=Text)
    note: str | None = Field(default=None, sa_type=Text)
    archived_on: date | None = Field(default=None, sa_type=Day)
    paused_on: date | None = Field(default=None, sa_type=Day)
    paused_until: date | None = Field(default=None, sa_type=Day)
    snoozed_until: date | None = Field(default=None, sa_type=Day)
    snooze_reason: str | None = Field(default=None, sa_type=Text)
    timezone: str | None = Field(default=None, sa_type=Text)
    hours: str | None = Field(default=None, sa_type=Text)
    message_length: str | None = Field(default=None, sa_type=Text)
    language: str | None = Field(default=None, sa_type=Text)
    address: str | None = Field(default=None, sa_type=Text)
    asked_from: date | None = Field(default=None, sa_type=Day)
    clock_on: date | None = Field(default=None, sa_type=Day)
    place: str | None = Field(default=None, sa_type=Text)


class Tag(OfRecord, table=True):
    """One word that groups clients."""

    __table_args__ = (Index("uq_tag_client_id_name", "client_id", "name", unique=True),)

    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)


class Contact(OfClient, table=True):
    """A person at a client. Several e-mail addresses or numbers are separated by commas."""

    __table_args__ = (
        Index("ix_contact_client_id", "client_id"),
        Index(
            "ix_contact_birthday",
            "birthday",
            "client_id",
            **where("birthday IS NOT NULL"),
        ),
    )

    name: str = Field(sa_type=Text)
    role: str | None = Field(default=None, sa_type=Text)
    email: str | None = Field(default=None, sa_type=Text)
    phone: str | None = Field(default=None, sa_type=Text)
    birthday: str | None = Field(default=None, sa_type=Text)
    note: str | None = Field(default=None, sa_type=Text)
    is_primary: bool = Field(default=False, sa_type=Flag)
    greeted_on: date | None = Field(default=None, sa_type=Day)
