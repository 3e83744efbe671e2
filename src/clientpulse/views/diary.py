"""The diary by day: what was, what is booked, and what comes up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.records import Meeting

AWAY, MEETING, BIRTHDAY, REMINDER, DUE = ("away", "meeting", "birthday", "reminder", "due")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day.

    Attributes:
        kind: One of the words above.
        ref: What it is known by among its kind.
        client_id: None of days off.
        what: Whose birthday it is, or what the reminder says.
        until: The last of our days off.
        is_done: Greeted, or done.
        items: What is to be done, the most urgent first.
    """

    kind: str
    ref: str
    client_id: int | None = None
    client: str = ""
    key: str = ""
    what: str = ""
    meeting: Meeting | None = None
    until: date | None = None
    is_done: bool = False
    items: tuple[DueItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and what is on it: days off, meetings by their time, occasions, what is due."""

    on: date
    is_workday: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DiaryView:
    """The days of a week or a month.

    Attributes:
        days: All of them, whether there is anything on them or not.
        keys: Those of all clients that are shown, by name.
    """

    today: date
    days: tuple[Day, ...]
    keys: tuple[str, ...]

    def count(self, *kinds: str) -> int:
        """Return how many entries of some kinds there are."""
        return sum(one.kind in kinds for day in self.days for one in day.entries)
