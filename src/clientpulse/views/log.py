"""What was written down, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.records import Meeting, Touchpoint


@dataclass(frozen=True, slots=True)
class LoggedView:
    """What was written down, and what follows from it.

    Attributes:
        held: The booked meeting that it closed.
        booked: The next meeting that was booked in the same breath.
        next_items: What is due next for the client, in the order of its dates.
    """

    today: date
    touchpoint: Touchpoint
    held: Meeting | None
    booked: Meeting | None
    next_items: tuple[DueItem, ...]
