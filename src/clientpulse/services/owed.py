"""Reading what is owed both ways and what went wrong; writing it needs the store's other half."""

from __future__ import annotations

from datetime import date

from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.commitments import CommitmentsView
from clientpulse.views.mistakes import MistakesView
from clientpulse.views.relation import CommitmentView, MistakeView


def commitments(
    reader: Reader, today: date, *, client_id: int | None = None, everything: bool = False
) -> CommitmentsView:
    """List promises and asks: the open ones by their day, then those that ended last.

    Args:
        reader: The store.
        today: The day it is.
        client_id: Only those of this client.
        everything: Those that are done or dropped too.
    """
    found = queries.commitments.select(reader, client_id=client_id, only_open=not everything)
    ended = sorted((one for one in found if not one.open), key=_end, reverse=True)
    return CommitmentsView(today, (*(one for one in found if one.open), *ended), everything)


def mistakes(
    reader: Reader, today: date, *, client_id: int | None = None, everything: bool = False
) -> MistakesView:
    """List mistakes: those not told first, then those not made good, the newest first in each.

    Args:
        reader: The store.
        today: The day it is.
        client_id: Only those with this client.
        everything: Those that are made good too.
    """
    found = queries.mistakes.select(reader, client_id=client_id, only_open=not everything)
    return MistakesView(today, tuple(sorted(found, key=_stage)), everything)


def _end(one: CommitmentView) -> tuple[date, int]:
    return one.done_on or one.dropped_on or one.made_on, one.id


def _stage(one: MistakeView) -> int:
    return (one.told_on is not None) + (one.fixed_on is not None)
