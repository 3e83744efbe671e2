"""Which automatic backups are worth keeping: many recent ones, few old ones."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

LATEST, DAYS, WEEKS, MONTHS = 5, 7, 4, 12


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Choose the latest 5, and the newest of each of the latest 7 days, 4 weeks and 12 months.

    Only days, weeks and months in which there is a backup count, so a long holiday from the program
    costs nothing: the last backups before it stay.
    """
    newest_first = sorted(set(moments), reverse=True)
    return (
        frozenset(newest_first[:LATEST])
        | _newest_of_each(newest_first, DAYS, lambda moment: moment.date())
        | _newest_of_each(newest_first, WEEKS, lambda moment: moment.isocalendar()[:2])
        | _newest_of_each(newest_first, MONTHS, lambda moment: (moment.year, moment.month))
    )


def _newest_of_each(
    newest_first: list[datetime], limit: int, span: Callable[[datetime], Hashable]
) -> frozenset[datetime]:
    newest: dict[Hashable, datetime] = {}
    for moment in newest_first:
        newest.setdefault(span(moment), moment)
    return frozenset(list(newest.values())[:limit])
