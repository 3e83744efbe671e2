"""How the relationships do, as of today and as of earlier days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from clientpulse.cadence.adherence import Ended, kept, year_before
from clientpulse.cadence.health import (
    MOODS_COUNTED,
    Health,
    health,
    latest,
    mistakes_score,
    promises_kept,
)
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.health import HealthView

DAYS_OF_CHANGE = 90


def day_to_compare_with(today: date) -> date:
    """Return the day 90 days before today."""
    return today - timedelta(days=min(DAYS_OF_CHANGE, (today - date.min).days))


class Healths:
    """What the health of the selected clients is made of on some days, but for the contact kept."""

    def __init__(self, reader: Reader, days: Sequence[date], selection: Selection) -> None:
        scope = Scope(selection.client_id, max(days))
        few = MOODS_COUNTED
        self._moods = dict(queries.health.moods(reader, selection, days, few))
        self._checkups: dict[int, list[tuple[date, float]]] = {}
        for client, checked_on, score in queries.health.checkups(reader, scope):
            self._checkups.setdefault(client, []).append((checked_on, score))
        after = year_before(min(days))
        self._promises = queries.health.promises(reader, scope, after)
        self._mistakes = queries.health.mistakes(reader, scope)

    def on(
        self, day: date, client_id: int, ended: Sequence[Ended], missed_in_silence: int = 0
    ) -> Health | None:
        """Return how a client's relationship did on one of the days; None if nothing was known.

        Args:
            ended: The intervals of the year before that day, the latest first.
        """
        moods = self._moods.get(client_id, {}).get(day, ())
        scores = [score for on, score in self._checkups.get(client_id, ()) if on <= day]
        promises, mistakes = self._promises.get(client_id), self._mistakes.get(client_id)
        return health(
            kept(latest(ended, day)),
            moods,
            scores[-1] if scores else None,
            promises_kept(promises, day) if promises else None,
            mistakes_score(mistakes, day) if mistakes else None,
            missed_in_silence,
        )


def compared(now: Health | None, then: Health | None) -> HealthView | None:
    """Hold how a relationship does against how it did; None where nothing is known."""
    if now is None:
        return None
    return HealthView(now, None if then is None else now.score - then.score)
