"""Lists of clients, people and meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.policy import Cadence
from clientpulse.records import Client, Contact, Meeting


@dataclass(frozen=True, slots=True)
class ClientsView:
    """The list of clients with their cadences, tags and primary contacts."""

    today: date
    clients: tuple[Client, ...]
    cadences: tuple[Cadence, ...]
    tags: tuple[tuple[str, ...], ...]
    contacts: tuple[Contact | None, ...]


@dataclass(frozen=True, slots=True)
class ContactsView:
    """People, of one client or of all."""

    today: date
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The diary."""

    today: date
    meetings: tuple[Meeting, ...]
