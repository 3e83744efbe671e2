"""How the relationships do, as of today and as of 90 days ago."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from clientpulse.cadence.adherence import Ended, Kept, kept, year_before
from clientpulse.cadence.health import (
    MOODS_COUNTED,
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
    """What the health of the selected clients is made of, but for the contact kept."""

    def __init__(self, reader: Reader, today: date, selection: Selection) -> None:
        self._today = today
        self._then = then = day_to_compare_with(today)
        scope = Scope(selection.client_id, today)
        self._moods = {
            client: (now, before)
            for client, now, before in queries.health.moods(
                reader, selection, today, then, MOODS_COUNTED
            )
        }
        self._checkups: dict[int, tuple[float, float | None]] = {}
        for client, checked_on, score in queries.health.checkups(reader, scope):
            _, before = self._checkups.get(client, (0.0, None))
            self._checkups[client] = (score, score if checked_on <= then else before)
        self._promises = queries.health.promises(reader, scope, year_before(then))
        self._mistakes = queries.health.mistakes(reader, scope)

    def of(
        self,
        client_id: int,
        ended: Sequence[Ended],
        ended_then: Sequence[Ended],
        missed_in_silence: int,
    ) -> HealthView | None:
        """Return how a client's relationship does; None where nothing is known.

        Args:
            ended: The intervals of the year, the latest first.
            ended_then: Those of the year before 90 days ago.
        """
        moods, moods_then = self._moods.get(client_id, ((), ()))
        checkup, checkup_then = self._checkups.get(client_id, (None, None))
        contact = kept(latest(ended, self._today))
        owed = self._owed(client_id, self._today)
        now = health(contact, moods, checkup, *owed, missed_in_silence)
        if now is None:
            return None
        contact_then = kept(latest(ended_then, self._then))
        then = health(contact_then, moods_then, checkup_then, *self._owed(client_id, self._then))
        return HealthView(now, None if then is None else now.score - then.score)

    def _owed(self, client_id: int, on: date) -> tuple[Kept | None, int | None]:
        """Return how our promises were kept and what mistakes are open, as of a day."""
        promises = self._promises.get(client_id)
        mistakes = self._mistakes.get(client_id)
        return (
            promises_kept(promises, on) if promises else None,
            mistakes_score(mistakes, on) if mistakes else None,
        )
