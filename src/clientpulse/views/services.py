"""What we offer, and who has heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Service, ServiceMention


@dataclass(frozen=True, slots=True)
class Offering:
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
class OfferingsView:
    """What we offer.

    Attributes:
        client: The name of the client that was asked about; None for all.
    """

    today: date
    offerings: tuple[Offering, ...]
    client: str | None = None


@dataclass(frozen=True, slots=True)
class HeardView:
    """Who has heard of a service, the newest first.

    Attributes:
        mentions: Of each client the last one.
    """

    today: date
    service: Service
    mentions: tuple[ServiceMention, ...]
