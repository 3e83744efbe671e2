"""The list of clients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.policy import Cadence
from clientpulse.records import Client, Contact


@dataclass(frozen=True, slots=True)
class ClientsView:
    """The list of clients with their cadences, tags and primary contacts."""

    today: date
    clients: tuple[Client, ...]
    cadences: tuple[Cadence, ...]
    tags: tuple[tuple[str, ...], ...]
    contacts: tuple[Contact | None, ...]
