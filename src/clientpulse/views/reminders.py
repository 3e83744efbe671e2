"""What to remember: reminders and birthdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Reminder


@dataclass(frozen=True, slots=True)
class Occasion:
    """A reminder or a birthday, with the day on which it comes.

    Attributes:
        next_on: The day that matters now: the next one, or a past one that isn't done;
            None once there is none left.
        reminder: None for a birthday, which nobody has to note.
    """

    client: str
    key: str
    what: str
    person: str | None
    next_on: date | None
    reminder: Reminder | None
