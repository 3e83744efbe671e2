"""What was written down, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.records import Meeting, Touchpoint
from clientpulse.views.settling import Settled, StillOpen
from clientpulse.views.states import ClientState


@dataclass(frozen=True, slots=True)
class LogLine:
    """What was typed behind ``pulse log``, with its days and times read.

    Attributes:
        today: The day on which it was typed.
        client: As typed.
        touchpoint: What happened; nobody's yet.
        settles: By kind what it settled, as typed.
        next_meeting: The day and time of the next one, to be booked too.
    """

    today: date
    client: str
    touchpoint: Touchpoint
    settles: Mapping[str, tuple[str, ...]]
    next_meeting: tuple[date, str | None] | None = None


@dataclass(frozen=True, slots=True)
class RecapView:
    """The conversation that a recap was of, if there was one, and the next that waits for one."""

    of: Touchpoint | None
    next: Touchpoint | None


@dataclass(frozen=True, slots=True)
class LoggedView:
    """What was written down, and what follows from it.

    Attributes:
        held: The booked meeting that it closed.
        booked: The next meeting that was booked in the same breath.
        next_items: What is due next for the client, in the order of its dates.
        settled: What it settled.
        recap: Of a recap, what it was of.
        still_open: What else is open with the client, and could be settled.
        state: How visible the client is.
        off: The rules that are off, though what was written, or is open, would come up by them.
    """

    today: date
    touchpoint: Touchpoint
    held: Meeting | None
    booked: Meeting | None
    next_items: tuple[DueItem, ...]
    state: ClientState
    settled: tuple[Settled, ...] = ()
    still_open: tuple[StillOpen, ...] = ()
    recap: RecapView | None = None
    off: tuple[str, ...] = ()
