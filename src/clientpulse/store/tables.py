"""The tables, as SQLModel classes.

A ``table=True`` model doesn't validate what it is given, so every rule that must never be broken
stands here as a CHECK as well; the services say it to people in words first. All columns have types
that SQLite's STRICT tables know. Constraints that only SQLite can express are marked as its own.
"""

import uuid
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, MetaData, Text, text
from sqlmodel import Field, SQLModel

from clientpulse.store.columns import Day, Flag, Instant
from clientpulse.store.limits import (
    EMAIL_LENGTH,
    KEY_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    WORD_LENGTH,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Our own metadata and not SQLModel's, which belongs to whoever uses clientpulse as a library.
METADATA = MetaData(naming_convention=NAMING)

CHANNELS = "'meeting','call','video','visit','email','message','letter'"
TWO_WAY_CHANNELS = "'meeting','call','video','visit'"

OPTIONS: dict[str, Any] = {"sqlite_strict": True, "sqlite_autoincrement": True}


def _new_uid() -> str:
    return str(uuid.uuid4())


def _now() -> datetime:
    return datetime.now(UTC)


def _one_of(column: str, values: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({values})", name=column)


def _short(column: str, limit: int) -> CheckConstraint:
    return CheckConstraint(f"length({column}) <= {limit}", name=f"{column}_length")


def _filled(column: str, limit: int) -> CheckConstraint:
    return CheckConstraint(
        f"{column} <> '' AND length({column}) <= {limit}", name=f"{column}_length"
    )


def _day(column: str) -> CheckConstraint:
    pattern = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"
    return CheckConstraint(f"{column} GLOB '{pattern}'", name=f"{column}_day").ddl_if(
        dialect="sqlite"
    )


def _time(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} GLOB '[0-2][0-9]:[0-5][0-9]'", name=f"{column}_time").ddl_if(
        dialect="sqlite"
    )


def _flag(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN (0, 1)", name=f"{column}_flag")


def _interval(column: str, *words: str) -> CheckConstraint:
    allowed = [f"{column} GLOB '[1-9]{digits}[dwmy]'" for digits in ("", "[0-9]", "[0-9][0-9]")]
    allowed += [f"{column} = '{word}'" for word in words]
    return CheckConstraint(" OR ".join(allowed), name=f"{column}_interval").ddl_if(dialect="sqlite")


def _uid() -> CheckConstraint:
    return CheckConstraint("length(uid) = 36", name="uid_length")


class Table(SQLModel):
    """What every table shares: our metadata."""

    metadata: ClassVar[MetaData] = METADATA


class Client(Table, table=True):
    """The account we serve, a company or a person.

    ``meeting_interval`` is null when no meetings are agreed. ``update_interval`` is null when the
    over-communication rule decides, ``none`` when the client asked for no updates.
    """

    __tablename__ = "client"
    __table_args__ = (
        _uid(),
        _filled("key", KEY_LENGTH),
        _filled("name", NAME_LENGTH),
        _interval("meeting_interval"),
        _interval("update_interval", "none"),
        _one_of("prefers", CHANNELS),
        _filled("owner", WORD_LENGTH),
        _short("note", NOTE_LENGTH),
        _short("snooze_reason", NOTE_LENGTH),
        *map(_day, ("started_on", "archived_on", "paused_on", "paused_until", "snoozed_until")),
        CheckConstraint(
            "paused_until IS NULL OR paused_on IS NOT NULL", name="paused_until_needs_paused_on"
        ),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=_new_uid, sa_type=Text, unique=True)
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
    created_at: datetime = Field(default_factory=_now, sa_type=Instant)


class Tag(Table, table=True):
    """One word that groups clients."""

    __tablename__ = "tag"
    __table_args__ = (
        _filled("name", WORD_LENGTH),
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
        _uid(),
        _filled("name", NAME_LENGTH),
        _short("role", NAME_LENGTH),
        _short("email", EMAIL_LENGTH),
        _short("phone", EMAIL_LENGTH),
        CheckConstraint(
            "birthday GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"
            " OR birthday GLOB '--[0-1][0-9]-[0-3][0-9]'",
            name="birthday_day",
        ).ddl_if(dialect="sqlite"),
        _short("note", NOTE_LENGTH),
        _flag("is_primary"),
        Index("ix_contact_client_id", "client_id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=_new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    name: str = Field(sa_type=Text)
    role: str | None = Field(default=None, sa_type=Text)
    email: str | None = Field(default=None, sa_type=Text)
    phone: str | None = Field(default=None, sa_type=Text)
    birthday: str | None = Field(default=None, sa_type=Text)
    note: str | None = Field(default=None, sa_type=Text)
    is_primary: bool = Field(default=False, sa_type=Flag)
    created_at: datetime = Field(default_factory=_now, sa_type=Instant)


class Touchpoint(Table, table=True):
    """One thing that happened with a client.

    ``reaching`` repeats what channel and direction say, so that the latest reaching touchpoint is
    one seek in ``ix_touchpoint_reach``; the CHECK keeps it true. ``occurred_time`` is the local
    time of day, ``HH:MM``.
    """

    __tablename__ = "touchpoint"
    __table_args__ = (
        _uid(),
        _day("occurred_on"),
        _time("occurred_time"),
        _one_of("channel", CHANNELS),
        _one_of("direction", "'outbound','inbound'"),
        CheckConstraint(
            f"reaching = (channel IN ({TWO_WAY_CHANNELS}) OR direction = 'outbound')",
            name="reaching",
        ),
        _short("note", NOTE_LENGTH),
        CheckConstraint("mood BETWEEN -2 AND 2", name="mood"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),
        _flag("no_news"),
        Index("ix_touchpoint_reach", "client_id", "reaching", "occurred_on", "id", "channel"),
        Index(
            "ix_touchpoint_meeting",
            "client_id",
            "occurred_on",
            sqlite_where=text("channel = 'meeting'"),
        ),
        Index("ix_touchpoint_occurred_on", "occurred_on", "id"),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=_new_uid, sa_type=Text, unique=True)
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
    created_at: datetime = Field(default_factory=_now, sa_type=Instant)


class Attendee(Table, table=True):
    """A person who took part in a touchpoint, by name; a contact of the client or anybody."""

    __tablename__ = "attendee"
    __table_args__ = (
        _filled("name", NAME_LENGTH),
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
        _uid(),
        _day("planned_on"),
        _time("planned_time"),
        _short("place", NAME_LENGTH),
        _short("agenda", NOTE_LENGTH),
        _one_of("state", "'booked','held','cancelled'"),
        CheckConstraint("touchpoint_id IS NULL OR state = 'held'", name="touchpoint_needs_held"),
        Index("ix_meeting_client_id", "client_id", "planned_on"),
        Index("ix_meeting_touchpoint_id", "touchpoint_id"),
        Index(
            "ix_meeting_booked",
            "client_id",
            "planned_on",
            sqlite_where=text("state = 'booked'"),
        ),
        OPTIONS,
    )

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=_new_uid, sa_type=Text, unique=True)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    planned_on: date = Field(sa_type=Day)
    planned_time: str | None = Field(default=None, sa_type=Text)
    place: str | None = Field(default=None, sa_type=Text)
    agenda: str | None = Field(default=None, sa_type=Text)
    state: str = Field(default="booked", sa_type=Text)
    touchpoint_id: int | None = Field(
        default=None, foreign_key="touchpoint.id", ondelete="SET NULL"
    )
    created_at: datetime = Field(default_factory=_now, sa_type=Instant)


class JournalEntry(Table, table=True):
    """One command that wrote: what ran, when, and in words what it did."""

    __tablename__ = "journal_entry"
    __table_args__ = (OPTIONS,)

    id: int | None = Field(default=None, primary_key=True)
    command: str = Field(sa_type=Text)
    summary: str = Field(sa_type=Text)
    ran_at: datetime = Field(default_factory=_now, sa_type=Instant)


class JournalChange(Table, table=True):
    """One row that a command inserted, changed or deleted.

    Of inserts the range of keys is enough, so a bulk import costs one row here. ``before`` is the
    whole row as it was, as JSON in the database's own values.
    """

    __tablename__ = "journal_change"
    __table_args__ = (
        _one_of("action", "'insert','update','delete'"),
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
