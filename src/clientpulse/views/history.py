"""What happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Touchpoint


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Touchpoints, newest first.

    Attributes:
        more: Whether the limit left some out.
        client: The name of the only client they are of, or None.
        since: The first day that was asked for; ``until`` is the last.
        me: Who looks at it: what others wrote says so.
    """

    today: date
    items: tuple[Touchpoint, ...]
    more: bool
    client: str | None
    since: date | None = None
    until: date | None = None
    me: str | None = None
