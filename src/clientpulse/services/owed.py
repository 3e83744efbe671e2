"""Reading what is owed both ways and what went wrong; writing it needs the store's other half."""

from __future__ import annotations

from datetime import date

from clientpulse.records import Commitment, Mistake
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.commitments import CommitmentsView, MistakesView


def commitments(
    reader: Reader, today: date, *, client_id: int | None = None, include_closed: bool = False
) -> CommitmentsView:
    """List promises and asks: the open ones by their day, then those that ended last.

    Args:
        reader: The store.
        today: The day it is.
        client_id: Only those of this client.
        include_closed: Those that are done or dropped too.
    """
    found = queries.commitments.select(reader, client_id=client_id, only_open=not include_closed)
    ended = sorted((one for one in found if not one.open), key=_end, reverse=True)
    return CommitmentsView(today, (*(one for one in found if one.open), *ended), include_closed)


def mistakes(
    reader: Reader, today: date, *, client_id: int | None = None, include_closed: bool = False
) -> MistakesView:
    """List mistakes: those not told first, then those not made good, the newest first in each.

    Args:
        reader: The store.
        today: The day it is.
        client_id: Only those with this client.
        include_closed: Those that are made good too.
    """
    found = queries.mistakes.select(reader, client_id=client_id, only_open=not include_closed)
    return MistakesView(today, tuple(sorted(found, key=_stage)), include_closed)


def _end(one: Commitment) -> tuple[date, int]:
    return one.done_on or one.dropped_on or one.made_on, one.id


def _stage(one: Mistake) -> int:
    return (one.told_on is not None) + (one.fixed_on is not None)
