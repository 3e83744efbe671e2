"""What was written, and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

TYPED = "typed"
SYNC = "sync"

ORIGINS = (TYPED, SYNC, "timer", "agent", "outbox")
"""How a command came about."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A command that can be taken back.

    Attributes:
        by: Who ran it, in their own word.
        db_user: Whom a server knew them as; None of a file.
        undone_at: When it was taken back.
    """

    id: int
    command: str
    summary: str
    ran_at: datetime
    origin: str = TYPED
    by: str | None = None
    db_user: str | None = None
    undone_at: datetime | None = None
