"""What to remember: reminders and birthdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Reminder


@dataclass(frozen=True, slots=True)
class Occasion:
    """A reminder or a birthday, with the day on which it comes.

    Attributes:
        ref: What it is called: ``r3``, ``b12``.
        next_on: The day that matters now: the next one, or a past one that isn't done;
            None once there is none left.
        done_on: When it was done; of what comes each year, the latest occurrence that is.
        reminder: None for a birthday, which nobody has to note.
    """

    ref: str

    client: str
    key: str
    what: str
    person: str | None
    next_on: date | None
    done_on: date | None
    reminder: Reminder | None
