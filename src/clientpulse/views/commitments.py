"""What is owed both ways, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Commitment, Mistake


@dataclass(frozen=True, slots=True)
class CommitmentsView:
    """Promises and asks, of one client or of all, the open ones first.

    Attributes:
        include_closed: Whether those that are done or dropped were asked for too.
    """

    today: date
    commitments: tuple[Commitment, ...]
    include_closed: bool = False


@dataclass(frozen=True, slots=True)
class MistakesView:
    """Mistakes, of one client or of all: those not told first, then those not made good.

    Attributes:
        include_closed: Whether those that are made good were asked for too.
    """

    today: date
    mistakes: tuple[Mistake, ...]
    include_closed: bool = False
