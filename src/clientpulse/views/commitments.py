"""What is owed both ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Commitment


@dataclass(frozen=True, slots=True)
class CommitmentsView:
    """Promises and asks, of one client or of all, the open ones first.

    Attributes:
        include_closed: Whether those that are done or dropped were asked for too.
    """

    today: date
    commitments: tuple[Commitment, ...]
    include_closed: bool = False
