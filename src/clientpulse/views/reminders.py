"""What to remember: moments that were noted, and birthdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Reminder


@dataclass(frozen=True, slots=True)
class Occasion:
    """A moment or a birthday, with the day on which it comes.

    Attributes:
        next_on: The day that matters now: the next one, or one that lies behind and isn't done;
            None once there is none left.
        reminder: What was noted; None of a birthday, which nobody has to note.
    """

    client: str
    key: str
    what: str
    person: str | None
    next_on: date | None
    reminder: Reminder | None


@dataclass(frozen=True, slots=True)
class MomentsView:
    """Moments and birthdays, of one client or of all, those that come next first.

    Attributes:
        include_closed: Whether those that are done were asked for too.
    """

    today: date
    occasions: tuple[Occasion, ...]
    include_closed: bool = False
