"""What was read of mailboxes, calendars and address books, and how far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import fields
from clientpulse.records.record import Record

FORGETTABLE = ("message", "event", "person", "address", "pair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(Record):
    """One message between us and one address, known by its headers.

    Attributes:
        source: The name of the source, or of the file, that it was first read from.
        message: Its Message-ID, without brackets; of one that has none, a hash of its headers.
        address: Theirs, as ``sources.addresses`` writes it.
        name: What they call themselves.
        occurred_time: By our clock.
        told: They, or we where it came from them, only got a copy.
        subject: Kept for clients alone.
        touchpoint_id: What it is part of; None while the address is nobody's whom we look after.
    """

    PRIVATE = True

    source: str = fields.hidden("")
    message: str = fields.hidden("")
    address: str = fields.hidden("")
    name: str | None = fields.hidden(None)
    occurred_on: date = fields.day(needed=True)
    occurred_time: str | None = fields.time()
    direction: str = fields.one_of("outbound", "inbound", needed=True)
    told: bool = fields.flag()
    subject: str | None = fields.hidden(None)
    touchpoint_id: int | None = fields.link("touchpoint")


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry(Record):
    """One event of a calendar with one client, and what it became.

    Attributes:
        event: Its UID.
        recurrence: Which of several it is: its RECURRENCE-ID, as ``sources.calendar`` writes it;
            empty of one that doesn't recur.
        planned_on: When it is, as the calendar said last.
        cancelled: The calendar said last that it isn't held.
        meeting_id: The booked meeting.
        touchpoint_id: What it became where it counted as held when it was read.
    """

    PRIVATE = True

    source: str = fields.hidden("")
    event: str = fields.hidden("")
    recurrence: str = fields.hidden("")
    client_id: int = fields.hidden(0)
    planned_on: date = fields.day(needed=True)
    planned_time: str | None = fields.time()
    cancelled: bool = fields.flag()
    meeting_id: int | None = fields.link("meeting")
    touchpoint_id: int | None = fields.link("touchpoint")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressCard(Record):
    """One card of an address book, and the contact it is of.

    Attributes:
        card: Its UID.
        contact_id: None while it isn't known who that is at a client.
        name: As the card has it.
        company: Likewise.
        addresses: Its e-mail addresses, separated by commas.
        phones: Likewise.
        vanished_on: When the address book didn't have it any more.
    """

    PRIVATE = True

    source: str = fields.hidden("")
    card: str = fields.hidden("")
    contact_id: int | None = fields.link("contact")
    name: str | None = fields.hidden(None)
    company: str | None = fields.hidden(None)
    addresses: str | None = fields.hidden(None)
    phones: str | None = fields.hidden(None)
    vanished_on: date | None = fields.day()

    @property
    def listed(self) -> frozenset[str]:
        """Its e-mail addresses."""
        return frozenset(self.addresses.split(", ") if self.addresses else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState(Record):
    """How far a part of a source was read: a folder, a collection.

    Attributes:
        state: JSON, as the source's reader writes it.
    """

    PRIVATE = True

    source: str = fields.hidden("")
    part: str = fields.hidden("")
    state: str = fields.hidden("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(Record):
    """What sources must not bring back: somebody deleted it, or said no to it.

    Attributes:
        kind: One of `FORGETTABLE`.
        mark: The hash of what it was, keyed with the store's salt: nobody's name stands in it.
    """

    kind: str = fields.one_of(*FORGETTABLE, needed=True)
    mark: str = fields.hidden("")


def source_key(column: str) -> str:
    """Return what a column of these is called in an export."""
    days = {"occurred_on": "on", "planned_on": "on", "occurred_time": "at", "planned_time": "at"}
    return days.get(column, column.removesuffix("_id"))
