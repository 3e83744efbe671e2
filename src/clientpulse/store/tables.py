"""The tables of the daily loop, as SQLModel classes.

A ``table=True`` model doesn't validate what it is given, so every rule that must never be broken
stands here as a CHECK as well; the services say it to people in words first.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from clientpulse.store.columns import Day, Flag, Instant
from clientpulse.store.constraints import (
    CHANNELS,
    OPTIONS,
    PURPOSES,
    TWO_WAY_CHANNELS,
    Table,
    filled,
    is_day,
    is_flag,
    is_interval,
    is_time,
    is_uid,
    new_uid,
    now,
    one_of,
    short,
)
from clientpulse.store.dialect import portable_check, where
from clientpulse.store.limits import (
    EMAIL_LENGTH,
    HOURS_LENGTH,
    KEY_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    WORD_LENGTH,
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


class Touchpoint(Table, table=True):
    """One thing that happened with a client.

    ``reaching`` repeats what channel and direction say, so that the latest reaching touchpoint is
    one seek in ``ix_touchpoint_reach``; the CHECK keeps it true. ``occurred_time`` is the local
    time of day, ``HH:MM``. ``purpose`` says what a written one was for, where a rule waits for it.
    """

    __tablename__ = "touchpoint"
    __table_args__ = (
        is_uid(),
        is_day("occurred_on"),
        is_time("occurred_time"),
        one_of("channel", CHANNELS),
        one_of("direction", "'outbound','inbound'"),
        portable_check(
            f"reaching = (channel IN ({TWO_WAY_CHANNELS}) OR direction = 'outbound')",
            name="reaching",
            postgresql=(
                f"(reaching = 1) = (channel IN ({TWO_WAY_CHANNELS}) OR direction = 'outbound')"
            ),
        ),
        short("note", NOTE_LENGTH),
        CheckConstraint("mood BETWEEN -2 AND 2", name="mood"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),
        is_flag("no_news"),
        one_of("purpose", PURPOSES),
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
            **where(f"channel IN ({TWO_WAY_CHANNELS})"),
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
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    occurred_on: date = Field(sa_type=Day)
    occurred_time: str | None = Field(default=None, sa_type=Text)
    channel: str = Field(sa_type=Text)
    direction: str = Field(sa_type=Text)
    reaching: bool = Field(sa_type=Flag)
    note: str | None = Field(default=None, sa_type=Text)
    mood: int | None = Field(default=None)
    minutes: int | None = Field(default=None)
    no_news: bool = Field(default=False, sa_type=Flag)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    purpose: str | None = Field(default=None, sa_type=Text)


class Attendee(Table, table=True):
    """A person who took part in a touchpoint, by name; a contact of the client or anybody."""

    __tablename__ = "attendee"
    __table_args__ = (
        filled("name", NAME_LENGTH),
        Index("ix_attendee_touchpoint_id", "touchpoint_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    touchpoint_id: int = Field(foreign_key="touchpoint.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)


class Meeting(Table, table=True):
    """A booked meeting in the diary; when held it points to its touchpoint."""

    __tablename__ = "meeting"
    __table_args__ = (
        is_uid(),
        is_day("planned_on"),
        is_time("planned_time"),
        short("place", NAME_LENGTH),
        short("agenda", NOTE_LENGTH),
        one_of("state", "'booked','held','cancelled'"),
        CheckConstraint("touchpoint_id IS NULL OR state = 'held'", name="touchpoint_needs_held"),
        Index("ix_meeting_client_id", "client_id", "planned_on"),
        Index("ix_meeting_touchpoint_id", "touchpoint_id"),
        Index(
            "ix_meeting_booked",
            "client_id",
            "planned_on",
            **where("state = 'booked'"),
        ),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    planned_on: date = Field(sa_type=Day)
    planned_time: str | None = Field(default=None, sa_type=Text)
    place: str | None = Field(default=None, sa_type=Text)
    agenda: str | None = Field(default=None, sa_type=Text)
    state: str = Field(default="booked", sa_type=Text)
    touchpoint_id: int | None = Field(
        default=None, foreign_key="touchpoint.id", ondelete="SET NULL"
    )
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class JournalEntry(Table, table=True):
    """One command that wrote: what ran, when, and in words what it did."""

    __tablename__ = "journal_entry"
    __table_args__ = (OPTIONS,)

    id: int | None = Field(default=None, primary_key=True)
    command: str = Field(sa_type=Text)
    summary: str = Field(sa_type=Text)
    ran_at: datetime = Field(default_factory=now, sa_type=Instant)


class JournalChange(Table, table=True):
    """One row that a command inserted, changed or deleted.

    Of inserts the range of keys is enough, so a bulk import costs one row here. ``before`` is the
    whole row as it was, as JSON in the database's own values.
    """

    __tablename__ = "journal_change"
    __table_args__ = (
        one_of("action", "'insert','update','delete'"),
        CheckConstraint("first_id <= last_id", name="id_range"),
        CheckConstraint("(action = 'insert') = (before IS NULL)", name="before"),
        Index("ix_journal_change_entry_id", "entry_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="journal_entry.id", ondelete="CASCADE")
    table_name: str = Field(sa_type=Text)
    action: str = Field(sa_type=Text)
    first_id: int
    last_id: int
    before: str | None = Field(default=None, sa_type=Text)
