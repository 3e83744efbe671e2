"""What reading a source gives, whatever its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any, NamedTuple

Progress = Callable[[int, int], None]
"""Is told how much was read, and of how much; 0 where that isn't known."""

States = Mapping[str, str]
"""By part of a source, a folder or collection: how far it was read, as JSON."""


class Window(NamedTuple):
    """Which days are read.

    Attributes:
        since: The first one.
        until: The last one; of calendars, which know what is to come.
        zone: Ours: days and times are by it.
    """

    since: date
    until: date
    zone: tzinfo
    today: date


class Party(NamedTuple):
    """Who wrote, or was written to."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Message:
    """What the headers of a message say.

    Attributes:
        id: Its Message-ID, without brackets; where there is none, a hash of its headers.
        time: ``14:30``.
        automatic: Why it counts for nothing, a word or two: ``newsletter``; empty of one that a
            person wrote.
        sent: It lies where sent mail does, so its sender is one of us.
        answers: The ids of what it answers, the nearest first; of a long thread not all.
    """

    id: str
    on: date
    time: str
    sender: Party | None
    to: tuple[Party, ...]
    cc: tuple[Party, ...]
    subject: str
    automatic: str = ""
    sent: bool = False
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody at an event.

    Attributes:
        status: PARTSTAT in lower case, ``accepted`` ...; empty where it isn't said.
        is_room: A room or a thing.
    """

    address: str
    name: str
    status: str = ""
    is_room: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence of an event.

    Attributes:
        recurrence: Which of several: its RECURRENCE-ID in UTC, as ``20261128T090000Z``, or
            ``20261128`` of a whole day; empty of an event that doesn't recur.
        time: When it begins, by our clock; None of one that takes whole days.
        minutes: How long it takes; None of one that takes whole days.
        people: Who is invited, the organizer among them.
        free: It doesn't keep us busy.
        cancelled: By its STATUS.
    """

    uid: str
    recurrence: str
    on: date
    time: str | None
    minutes: int | None
    title: str
    place: str
    people: tuple[Invited, ...] = ()
    free: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One person, or company, of an address book.

    Attributes:
        birthday: As a contact has it: ``1979-04-12`` or ``--04-12``.
        is_company: The card is a company's and no person's.
    """

    uid: str
    name: str
    company: str = ""
    role: str = ""
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    birthday: str | None = None
    is_company: bool = False


@dataclass(slots=True)
class Gathered:
    """What was read of one source.

    Attributes:
        items: Messages, events or cards; of a source read before, only those that may be new.
        read: How many were looked at.
        passed_over: How many of them give nothing, by the reason.
        whole: All that there is in the window was given, so whatever isn't among it is gone.
        gone: The UIDs of what is said to be gone, where only the news were given.
        states: The parts that were read further than they had been. Where it is empty and there
            are no items, nothing has changed.
        remarks: What couldn't be read, one line each.
    """

    items: list[Any] = field(default_factory=list)
    read: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    whole: bool = False
    gone: set[str] = field(default_factory=set)
    states: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
