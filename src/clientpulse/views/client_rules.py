"""The rules as they are for one client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.interval import Interval


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
class OwnRule:
    """A rule that isn't as it usually is, with a client or with all.

    Attributes:
        client: The client's name; None for all.
        usual: As it would be without.
    """

    client: str | None
    key: str | None
    row: RuleRow
    usual: RuleRow


@dataclass(frozen=True, slots=True)
class ClientRulesView:
    """All rules as they are for one client."""

    today: date
    client: str
    key: str
    items: tuple[RuleRow, ...]
