"""What a touchpoint settled, and what is still open after it."""

from __future__ import annotations

from dataclasses import dataclass

from clientpulse.cadence.items import DueItem
from clientpulse.records import Commitment, Mistake
from clientpulse.views.reminders import Occasion

KINDS = ("told", "fixed", "kept", "got", "remembered")
"""How something is settled, in the order in which it is done: told before it is fixed."""


@dataclass(frozen=True, slots=True)
class Settled:
    """One thing that is settled.

    Attributes:
        kind: How, one of ``KINDS``.
        what: It, as it is now.
    """

    kind: str
    what: Mistake | Commitment | Occasion


@dataclass(frozen=True, slots=True)
class StillOpen:
    """One thing that is still open with a client.

    Attributes:
        rule: The rule that asks for it, once it is due.
        what: It, as it is stored, or what the rule says about it.
    """

    rule: str
    what: Mistake | Commitment | DueItem
