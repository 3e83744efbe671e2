"""How many intervals were kept, and how the relationships did, over twelve months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from clientpulse.cadence.adherence import Ended, kept
from clientpulse.cadence.health import Health
from clientpulse.views.months import Month

MONTHS = 12


class Months:
    """Knows how clients did in each month of a year, and adds it up.

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
        self._known: dict[str, tuple[Sequence[Ended], Mapping[date, Health | None]]] = {}

    def add(self, key: str, ended: Sequence[Ended], healths: Mapping[date, Health | None]) -> None:
        """Add a client.

        Args:
            ended: The intervals of the year.
            healths: How the relationship did on each of the last days.
        """
        self._known[key] = ended, healths

    def added_up(self, keys: Iterable[str]) -> tuple[Month, ...]:
        """Return the months of some of the clients, the earliest first."""
        known = [self._known[key] for key in keys]
        ended = [one for of_client, _ in known for one in of_client]
        return tuple(
            Month(
                after,
                end,
                kept([one for one in ended if after < one.on <= end]),
                _mean([one.score for _, healths in known if (one := healths.get(end)) is not None]),
            )
            for after, end in pairwise(self._days)
        )


def _mean(scores: Sequence[int]) -> int | None:
    return (2 * sum(scores) + len(scores)) // (2 * len(scores)) if scores else None
