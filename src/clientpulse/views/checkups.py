"""Check-ups over time, the traits they ask about, and the rules of one client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.interval import Interval
from clientpulse.records import Checkup


@dataclass(frozen=True, slots=True)
class CheckupsView:
    """A client's check-ups, the newest first.

    Attributes:
        client: The client's name.
        key: The client's key.
        names: The traits' names by key; a trait that was taken away has none.
    """

    today: date
    client: str
    key: str
    checkups: tuple[Checkup, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TraitRow:
    """A trait, and how much it counts.

    Attributes:
        built_in: Whether it came with the program.
        weight: 0 to 10; one of 0 isn't asked.
        client: The name of the only client it is for, or whose own weight it is; None of all.
    """

    key: str
    name: str
    good: bool
    built_in: bool
    weight: int
    client: str | None


@dataclass(frozen=True, slots=True)
class TraitsView:
    """The traits that check-ups ask about.

    Attributes:
        client: The name of the only client they were asked for, or None.
    """

    today: date
    traits: tuple[TraitRow, ...]
    client: str | None = None


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as it is for one client.

    Attributes:
        on: Whether it says anything about this client.
        interval: What it counts with; None where it is off or has no interval.
        source: ``client``, ``config`` or ``default``.
    """

    rule: str
    on: bool
    interval: Interval | None
    source: str


@dataclass(frozen=True, slots=True)
class ClientRulesView:
    """All rules as they are for one client.

    Attributes:
        client: The client's name.
        key: The client's key.
    """

    today: date
    client: str
    key: str
    rules: tuple[RuleRow, ...]
