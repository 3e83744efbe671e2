"""A year, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.adherence import Kept


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the past year, each as long as the next: the last one ends today.

    Attributes:
        after: The day before it.
        kept: Of the intervals that ended in it.
        health: How the relationships did on its last day, the mean of their scores, a half rounded
            upwards; None where nothing was known.
    """

    after: date
    ends_on: date
    kept: Kept
    health: int | None
