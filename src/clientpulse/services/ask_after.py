"""What to ask after: reminders and birthdays around now, and what was noted about people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clientpulse.cadence.open_items import Moment
from clientpulse.records import Contact
from clientpulse.views.brief import AskAfter

DAYS_AHEAD = 14
"""For so long before its day a reminder is worth a word. One that isn't done stays."""


def to_ask_after(
    moments: Sequence[Moment], people: Sequence[Contact], today: date
) -> tuple[AskAfter, ...]:
    """Return what to ask after: reminders and birthdays by their day, then notes about people.

    Args:
        moments: Of each reminder and birthday the occurrence that matters.
    """
    near = sorted(
        (one for one in moments if (one.on - today).days <= DAYS_AHEAD),
        key=lambda one: (one.on, one.what, one.id or 0),
    )
    return (
        *(AskAfter(one.what, one.on, one.person, one.birthday, one.ref) for one in near),
        *(AskAfter(one.note, None, one.name) for one in people if one.note and one.note.strip()),
    )
