"""How a relationship does."""

from __future__ import annotations

from dataclasses import dataclass

from clientpulse.cadence.health import Health


@dataclass(frozen=True, slots=True)
class HealthView:
    """The health of a relationship, and how it moved.

    Attributes:
        change: How many points more, or less, than 90 days ago; None where nothing was known.
    """

    now: Health
    change: int | None
