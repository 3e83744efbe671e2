"""What went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Mistake


@dataclass(frozen=True, slots=True)
class MistakesView:
    """Mistakes, of one client or of all: those not told first, then those not made good.

    Attributes:
        include_closed: Whether those that are made good were asked for too.
    """

    today: date
    mistakes: tuple[Mistake, ...]
    include_closed: bool = False
