"""What a sync read and wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

KNOWN = "known already"
"""Why messages gave nothing that a colleague's sync had brought."""


@dataclass(slots=True)
class Outcome:
    """What one source gave.

    Attributes:
        read: How many messages, events or cards were looked at.
        touchpoints: How many are new, or have something new in them.
        meetings: How many were booked, moved or cancelled.
        people: How many are new, or know something new.
        skipped: How many gave nothing, by the reason.
        error: Why it couldn't be read, one line; empty where it could.
        hint: What to do about that.
    """

    name: str
    kind: str
    read: int = 0
    touchpoints: int = 0
    meetings: int = 0
    people: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    error: str = ""
    hint: str = ""
    remarks: Sequence[str] = ()

    @property
    def useless(self) -> bool:
        """Whether there was something, and nothing of it could be read."""
        return 0 < self.read == self.skipped["unreadable"]


@dataclass(frozen=True, slots=True)
class SyncedView:
    """What a whole sync gave.

    Attributes:
        late: How many touchpoints older messages gave: their addresses are a client's by now.
        is_rehearsal: Nothing of it was kept.
        waiting: How many clients wait for an answer.
    """

    outcomes: Sequence[Outcome]
    late: int = 0
    is_rehearsal: bool = False
    waiting: int = 0
