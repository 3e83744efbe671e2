"""What all sources of one sync share while what they gave is written down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.records import Client
from clientpulse.services import touchpoints
from clientpulse.services.syncing.known import Known
from clientpulse.services.syncing.marks import Marks

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

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
    taking: Taking, rows: Sequence[Mapping[str, Any]], pasts: Mapping[int, date]
) -> None:
    """Let what the store learns now of a client's past bring no wall of questions about it.

    Args:
        pasts: The clients of whom it knew nothing, and the day each was entered.
    """
    first: dict[int, date] = {}
    for row in rows:
        first.setdefault(row["client_id"], row["occurred_on"])
    asked = [one for one, on in first.items() if one in pasts and on < pasts[one]]
    taking.unit.update_all(Client, asked, asked_from=taking.today)
    touchpoints.count_from_first_contact(
        taking.unit, {row["client_id"] for row in rows if row["reaching"]}
    )
