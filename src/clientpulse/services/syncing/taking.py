"""What all sources of one sync share while what they gave is written down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from clientpulse.records import Client
from clientpulse.services import touchpoints
from clientpulse.services.syncing.known import Known
from clientpulse.services.syncing.marks import Marks

if TYPE_CHECKING:
    from clientpulse.store.queries.exchanges import Entered
    from clientpulse.store.writer import UnitOfWork

_DAY = timedelta(days=1)
"""The day of entry is by UTC's clock, the start by ours."""

_UNSTORABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(slots=True)
class Taking:
    """What all sources of one sync share.

    Attributes:
        client_id: Whom everything is with, where somebody said so.
        configured: The names of the sources that there are.
    """

    unit: UnitOfWork
    today: date
    known: Known
    marks: Marks
    client_id: int | None = None
    configured: frozenset[str] = frozenset()


def plain(text: str, limit: int) -> str:
    """Return a text of somebody else's as one line that may be stored."""
    return " ".join(_UNSTORABLE.sub(" ", text).split())[:limit].rstrip()


def count_from(
    taking: Taking, rows: Sequence[Mapping[str, Any]], pasts: Mapping[int, Entered]
) -> None:
    """Let what the store learns now of a client's past bring no wall of questions about it.

    Whoever was entered without a word on since when is one since the last contact before that, as
    if that had been typed along: else a long silence would begin anew.

    Args:
        pasts: The clients of whom it knew nothing.
    """
    first: dict[int, date] = {}
    last: dict[int, date] = {}
    for row in rows:
        client_id, on = row["client_id"], row["occurred_on"]
        first[client_id] = min(on, first.get(client_id, on))
        if row["reaching"]:
            last[client_id] = max(on, last.get(client_id, on))
    asked = [one for one, on in first.items() if one in pasts and on < pasts[one].on]
    taking.unit.update_all(Client, asked, asked_from=taking.today)
    for one in asked:
        entered = pasts[one]
        unsaid = entered.started_on in (taking.today, entered.on, entered.on - _DAY)
        if unsaid and one in last and last[one] < entered.started_on:
            taking.unit.update_all(Client, [one], started_on=last[one])
    touchpoints.count_from_first_contact(taking.unit, last.keys())
