"""Clients that are snoozed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Client


@dataclass(frozen=True, slots=True)
class Snoozed:
    """A client that is snoozed.

    Attributes:
        since: When it began; None where an older release didn't write it down.
    """

    client: Client
    since: date | None
