"""How many intervals were kept, and how the relationships did, over twelve months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from clientpulse.cadence.adherence import Ended, kept
from clientpulse.cadence.health import Health
from clientpulse.views.months import Month

MONTHS = 12


class Months:
    """Adds up what some clients did in each month of a year.

    Attributes:
        after: The day before the year.
        ends: The last day of each month, the earliest first; the last one is today.
    """

    def __init__(self, today: date) -> None:
        try:
            self._days = [today - relativedelta(months=back) for back in range(MONTHS, -1, -1)]
        except ValueError:  # in the first year that there is
            self._days = [date.min, today]
        self.after, *self.ends = self._days
        self._ended: list[Ended] = []
        self._scores: dict[date, list[int]] = {day: [] for day in self.ends}

    def add(self, ended: Sequence[Ended], healths: Mapping[date, Health | None]) -> None:
        """Add a client.

        Args:
            ended: The intervals of the year.
            healths: How the relationship did on each of the last days.
        """
        self._ended += ended
        for day, health in healths.items():
            if health is not None:
                self._scores[day].append(health.score)

    def added_up(self) -> tuple[Month, ...]:
        """Return the months, the earliest first."""
        return tuple(
            Month(after, end, kept(self._ended_in(after, end)), _mean(self._scores[end]))
            for after, end in pairwise(self._days)
        )

    def _ended_in(self, after: date, end: date) -> list[Ended]:
        return [one for one in self._ended if after < one.on <= end]


def _mean(scores: Sequence[int]) -> int | None:
    return (2 * sum(scores) + len(scores)) // (2 * len(scores)) if scores else None
