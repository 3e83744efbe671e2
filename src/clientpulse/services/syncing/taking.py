"""What all sources of one sync share while what they gave is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.services.syncing.known import Known
from clientpulse.services.syncing.marks import Marks

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


@dataclass(slots=True)
class Taking:
    """What all sources of one sync share.

    Attributes:
        client_id: Whom everything is with, where somebody said so.
    """

    unit: UnitOfWork
    today: date
    known: Known
    marks: Marks
    client_id: int | None = None
