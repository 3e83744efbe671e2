"""What was read of mailboxes, calendars and address books, and how far."""

from datetime import date

from sqlalchemy import Index, Text
from sqlmodel import Field

from clientpulse.store.tables.columns import Day, Flag
from clientpulse.store.tables.constraints import OfRecord


class Exchange(OfRecord, table=True):
    """One message between us and one address."""

    __table_args__ = (
        Index("uq_exchange_message", "message", "address", unique=True),
        Index("ix_exchange_address", "address", "occurred_on"),
        Index("ix_exchange_touchpoint_id", "touchpoint_id"),
    )

    source: str = Field(sa_type=Text)
    message: str = Field(sa_type=Text)
    address: str = Field(sa_type=Text)
    name: str | None = Field(default=None, sa_type=Text)
    occurred_on: date = Field(sa_type=Day)
    occurred_time: str | None = Field(default=None, sa_type=Text)
    direction: str = Field(sa_type=Text)
    told: bool = Field(default=False, sa_type=Flag)
    subject: str | None = Field(default=None, sa_type=Text)
    touchpoint_id: int | None = Field(
        default=None, foreign_key="touchpoint.id", ondelete="SET NULL"
    )


class DiaryEntry(OfRecord, table=True):
    """One event of a calendar with one client, and what it became."""

    __table_args__ = (
        Index("uq_diary_entry_event", "source", "event", "recurrence", "client_id", unique=True),
        Index("ix_diary_entry_client_id", "client_id"),
        Index("ix_diary_entry_meeting_id", "meeting_id"),
        Index("ix_diary_entry_touchpoint_id", "touchpoint_id"),
    )

    source: str = Field(sa_type=Text)
    event: str = Field(sa_type=Text)
    recurrence: str = Field(sa_type=Text)
    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
    planned_on: date = Field(sa_type=Day)
    planned_time: str | None = Field(default=None, sa_type=Text)
    cancelled: bool = Field(default=False, sa_type=Flag)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", ondelete="SET NULL")
    touchpoint_id: int | None = Field(
        default=None, foreign_key="touchpoint.id", ondelete="SET NULL"
    )


class AddressCard(OfRecord, table=True):
    """One card of an address book, and the contact it is of."""

    __table_args__ = (
        Index("uq_address_card_card", "source", "card", unique=True),
        Index("ix_address_card_contact_id", "contact_id"),
    )

    source: str = Field(sa_type=Text)
    card: str = Field(sa_type=Text)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    name: str | None = Field(default=None, sa_type=Text)
    company: str | None = Field(default=None, sa_type=Text)
    addresses: str | None = Field(default=None, sa_type=Text)
    phones: str | None = Field(default=None, sa_type=Text)
    vanished_on: date | None = Field(default=None, sa_type=Day)


class SourceState(OfRecord, table=True):
    """How far a part of a source was read."""

    __table_args__ = (Index("uq_source_state_part", "source", "part", unique=True),)

    source: str = Field(sa_type=Text)
    part: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)


class Forgotten(OfRecord, table=True):
    """What sources must not bring back."""

    __table_args__ = (Index("uq_forgotten_mark", "kind", "mark", unique=True),)

    kind: str = Field(sa_type=Text)
    mark: str = Field(sa_type=Text)
