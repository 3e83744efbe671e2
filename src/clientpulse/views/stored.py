"""Clients, people, touchpoints and meetings as the store holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Client:
    """A client as stored.

    Attributes:
        meeting_interval: ``3m``, or None for no meetings.
        update_interval: ``1m``; ``none`` for a client who wants no updates; None where the
            over-communication rule decides.
        created_at: ISO text in UTC.
        timezone: As the IANA names it, ``Europe/Rome``.
        hours: Working hours, ``mon-fri 09:00-17:00``.
        message_length: ``short`` or ``long``.
        language: ``it``, ``de-AT``.
        asked_from: From when recaps, feedback and check-ups are asked for, where that is later
            than the start.
    """

    id: int
    uid: str
    key: str
    name: str
    meeting_interval: str | None
    update_interval: str | None
    started_on: date
    prefers: str | None
    owner: str | None
    note: str | None
    archived_on: date | None
    paused_on: date | None
    paused_until: date | None
    snoozed_until: date | None
    snooze_reason: str | None
    created_at: str
    timezone: str | None = None
    hours: str | None = None
    message_length: str | None = None
    language: str | None = None
    asked_from: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at a client.

    Attributes:
        client: The client's name.
        key: The client's key.
        birthday: ``1979-04-12``, or ``--04-12`` where the year isn't known.
    """

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    name: str
    role: str | None
    email: str | None
    phone: str | None
    birthday: str | None
    note: str | None
    primary: bool
    created_at: str


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A touchpoint.

    Attributes:
        client: The client's name.
        key: The client's key.
        occurred_time: Local time of day, ``14:30``.
        purpose: What a written one was for: ``recap``, ``chase`` ...
        attendees: Who took part, by name.
    """

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    occurred_on: date
    occurred_time: str | None
    channel: str
    direction: str
    note: str | None
    mood: int | None
    minutes: int | None
    no_news: bool
    created_at: str
    purpose: str | None = None
    attendees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting in the diary: ``booked``, ``held`` or ``cancelled``."""

    id: int
    uid: str
    client_id: int
    client: str
    key: str
    planned_on: date
    planned_time: str | None
    place: str | None
    agenda: str | None
    state: str
    touchpoint_id: int | None
    created_at: str


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A command that can be taken back."""

    id: int
    command: str
    summary: str
    ran_at: datetime
