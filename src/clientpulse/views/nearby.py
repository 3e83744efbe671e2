"""Clients by where they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem


@dataclass(frozen=True, slots=True)
class NearbyRow:
    """A client at a place.

    Attributes:
        name: The name of the place that was asked for, as this client has it.
        place: Where the client is, in full.
        resting: ``paused`` or ``snoozed``; None for others.
        items: What is to be done now, the most urgent first.
        met_on: When we last met in person.
        met_channel: ``meeting`` or ``visit``.
        booked_on: When the next meeting is.
        contact: The first person there.
    """

    client: str
    key: str
    name: str
    place: str
    resting: str | None
    items: tuple[DueItem, ...]
    met_on: date | None
    met_channel: str | None
    booked_on: date | None
    contact: str | None
    phone: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class NearbyView:
    """The clients at a place.

    Attributes:
        place: As it is called there, or as it was typed where several fit.
    """

    today: date
    place: str
    items: tuple[NearbyRow, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place, and how many clients are there."""

    place: str
    clients: int


@dataclass(frozen=True, slots=True)
class PlacesView:
    """The places of all clients.

    Attributes:
        nowhere: How many clients have none.
    """

    today: date
    items: tuple[PlaceRow, ...]
    nowhere: int
