"""Clients, their tags and the people there."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.records.limits import (
    EMAIL_LENGTH,
    HOURS_LENGTH,
    KEY_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    WORD_LENGTH,
)
from clientpulse.store.dialect import portable_check, where
from clientpulse.store.tables.columns import Day, Flag, Instant
from clientpulse.store.tables.constraints import (
    CHANNELS,
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


class Client(Table, table=True):
    """The account we serve, a company or a person.

    ``meeting_interval`` is null when no meetings are agreed. ``update_interval`` is null when the
    over-communication rule decides, ``none`` when the client asked for no updates. ``asked_from``
    is set where clientpulse met a client in the middle of things, by an import or by the release
    that learned to ask: recaps, feedback and check-ups are asked for from that day on.
    """

    __tablename__ = "client"
    __table_args__ = (
        is_uid(),
        filled("key", KEY_LENGTH),
        filled("name", NAME_LENGTH),
        is_interval("meeting_interval"),
        is_interval("update_interval", "none"),
        one_of("prefers", CHANNELS),
        filled("owner", WORD_LENGTH),
        short("note", NOTE_LENGTH),
        short("snooze_reason", NOTE_LENGTH),
        *map(
            is_day,
            (
                "started_on",
                "archived_on",
                "paused_on",
                "paused_until",
                "snoozed_until",
                "asked_from",
            ),
        ),
        CheckConstraint(
            "paused_until IS NULL OR paused_on IS NOT NULL", name="paused_until_needs_paused_on"
        ),
        filled("timezone", WORD_LENGTH),
        filled("hours", HOURS_LENGTH),
        one_of("message_length", "'short','long'"),
        filled("language", WORD_LENGTH),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
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
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    timezone: str | None = Field(default=None, sa_type=Text)
    hours: str | None = Field(default=None, sa_type=Text)
    message_length: str | None = Field(default=None, sa_type=Text)
    language: str | None = Field(default=None, sa_type=Text)
    asked_from: date | None = Field(default=None, sa_type=Day)


class Tag(Table, table=True):
    """One word that groups clients."""

    __tablename__ = "tag"
    __table_args__ = (
        filled("name", WORD_LENGTH),
        Index("uq_tag_client_id_name", "client_id", "name", unique=True),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)


class Contact(Table, table=True):
    """A person at a client. Several e-mail addresses or numbers are separated by commas."""

    __tablename__ = "contact"
    __table_args__ = (
        is_uid(),
        filled("name", NAME_LENGTH),
        short("role", NAME_LENGTH),
        short("email", EMAIL_LENGTH),
        short("phone", EMAIL_LENGTH),
        portable_check(
            "birthday GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"
            " OR birthday GLOB '--[0-1][0-9]-[0-3][0-9]'",
            name="birthday_day",
        ),
        short("note", NOTE_LENGTH),
        is_flag("is_primary"),
        Index("ix_contact_client_id", "client_id"),
        Index(
            "ix_contact_birthday",
            "birthday",
            "client_id",
            **where("birthday IS NOT NULL"),
        ),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)
    role: str | None = Field(default=None, sa_type=Text)
    email: str | None = Field(default=None, sa_type=Text)
    phone: str | None = Field(default=None, sa_type=Text)
    birthday: str | None = Field(default=None, sa_type=Text)
    note: str | None = Field(default=None, sa_type=Text)
    is_primary: bool = Field(default=False, sa_type=Flag)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
