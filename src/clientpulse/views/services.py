"""What we offer, and who has heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Service, ServiceMention


@dataclass(frozen=True, slots=True)
class OfferedService:
    """A service, and who has heard of it.

    Attributes:
        mentioned_on: When the client that was asked about last heard of it, or anybody; None for
            never.
        clients: How many clients ever heard of it.
    """

    service: Service
    mentioned_on: date | None
    clients: int


@dataclass(frozen=True, slots=True)
class HeardView:
    """Who has heard of a service, the newest first.

    Of each client only the last mention counts.
    """

    today: date
    service: Service
    items: tuple[ServiceMention, ...]
