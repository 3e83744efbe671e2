"""When updates and meetings of clients come up whose last contact nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.policy import Cadence


@dataclass(frozen=True, slots=True)
class ComingUp:
    """The clients of one cadence, and from when to when their first update or meeting comes up."""

    cadence: Cadence
    clients: int
    first_on: date | None
    last_on: date | None
