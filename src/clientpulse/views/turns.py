"""Who is due for a check-up or a question about our work, and who has an agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.views.whose import ANYBODY, Whose


@dataclass(frozen=True, slots=True)
class TurnsView:
    """Who is to be asked now or soon.

    Attributes:
        items: The first one first.
        next_item: The first of those that are due later.
        clients: How many clients there are.
        whose: Whose clients these are.
    """

    today: date
    items: tuple[DueItem, ...]
    next_item: DueItem | None
    clients: int
    whose: Whose = ANYBODY


@dataclass(frozen=True, slots=True)
class ComingAgenda:
    """A client who is met, or has points on the agenda.

    Attributes:
        on: When the next meeting is; None where none is booked.
        points: How many points of ours are open.
    """

    client: str
    key: str
    on: date | None
    at: str | None
    points: int
