"""Clients, their tags and the people there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clientpulse.cadence.channel import CHANNELS
from clientpulse.records import fields
from clientpulse.records.limits import (
    EMAIL_LENGTH,
    HOURS_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    WORD_LENGTH,
)
from clientpulse.records.record import Named, OfClient, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Client(Named):
    """The account we serve, a company or a person.

    Attributes:
        meeting_interval: ``3m``, or None for no meetings.
        update_interval: ``1m``; ``none`` for a client who wants no updates; None where the
            over-communication rule decides.
        timezone: As the IANA names it, ``Europe/Rome``.
        hours: Working hours, ``mon-fri 09:00-17:00``.
        message_length: ``short`` or ``long``.
        language: ``it``, ``de-AT``.
        address: ``formal`` or ``familiar``, where their language tells them apart.
        asked_from: From when recaps, feedback and check-ups are asked for, where that is later
            than the start: clientpulse met the client in the middle of things, by an import or by
            the release that learned to ask.
        clock_on: From when the cadence counts, where that isn't the start: nobody knew when they
            last heard from us.
        place: Where it is, ``Bergamo, Lombardy``.
    """

    ALIAS: ClassVar[str] = "c"
    EXPORT_ORDER: ClassVar[tuple[str, ...]] = (
        *("key", "name", "meeting_interval", "update_interval", "started_on", "prefers", "owner"),
        *("note", "tags", "archived_on", "paused_on", "paused_until", "snoozed_until"),
        *("snooze_reason", "timezone", "hours", "message_length", "language", "asked_from"),
        *("clock_on", "place", "address"),
    )

    name: str = fields.name("name", NAME_LENGTH, needed=True, shown="client", typed="name")
    key: str = fields.key()
    meeting_interval: str | None = fields.interval(
        "meeting_interval", exported="meeting", typed="meet"
    )
    update_interval: str | None = fields.interval(
        "update_interval", exported="update", typed="update"
    )
    started_on: date = fields.day(needed=True, typed="since")
    prefers: str | None = fields.one_of(*CHANNELS)
    owner: str | None = fields.word("owner", WORD_LENGTH)
    note: str | None = fields.text("note", NOTE_LENGTH)
    tags: tuple[str, ...] = fields.listed()
    archived_on: date | None = fields.day()
    paused_on: date | None = fields.day()
    paused_until: date | None = fields.day()
    snoozed_until: date | None = fields.day()
    snooze_reason: str | None = fields.text("reason", NOTE_LENGTH)
    timezone: str | None = fields.preference("timezone", WORD_LENGTH, later=True)
    hours: str | None = fields.preference("hours", HOURS_LENGTH, later=True)
    message_length: str | None = fields.one_of(
        "short", "long", label="length", shown="length", exported="length", later=True
    )
    language: str | None = fields.preference("language", WORD_LENGTH, later=True)
    asked_from: date | None = fields.day(shown=None, later=True)
    clock_on: date | None = fields.day(shown=None, later=True)
    place: str | None = fields.line("place", NAME_LENGTH, later=True)
    address: str | None = fields.one_of("formal", "familiar", label="form of address", later=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """One word that groups clients."""

    client_id: int = fields.hidden(0)
    name: str = fields.word("tag", WORD_LENGTH, needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(OfClient):
    """A person at a client; several e-mail addresses or numbers are separated by commas.

    Attributes:
        greeted_on: The birthday for which they were last greeted.
    """

    name: str = fields.name("contact's name", NAME_LENGTH, needed=True)
    role: str | None = fields.line("role", NAME_LENGTH)
    email: str | None = fields.reach("e-mail address", EMAIL_LENGTH)
    phone: str | None = fields.reach("phone number", EMAIL_LENGTH)
    birthday: str | None = fields.birthday()
    note: str | None = fields.text("note", NOTE_LENGTH)
    is_primary: bool = fields.flag(shown="primary", exported="primary")
    greeted_on: date | None = fields.day(later=True, typed=None)
