"""The list of clients."""

from __future__ import annotations

from dataclasses import dataclass

from clientpulse.cadence.policy import Cadence
from clientpulse.records import Client, Contact


@dataclass(frozen=True, slots=True)
class ListedClient:
    """A client with its tags, its cadence and its primary contact."""

    client: Client
    cadence: Cadence
    contact: Contact | None
