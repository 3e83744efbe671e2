"""What a greeting is for: a birthday, or another day that means something to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from clientpulse.cadence.moments import birthday_on, yearly_occurrence
from clientpulse.letters.values import Occasion
from clientpulse.records import Contact, Reminder
from clientpulse.store import queries
from clientpulse.store.reader import Reader

# A greeting is for a day at most this far away.
NEAR = timedelta(days=7)


def near(reader: Reader, today: date, client_id: int, people: Sequence[Contact]) -> Occasion | None:
    """Return the birthday or the reminder nearest to today."""
    found: list[Occasion] = []
    for person in people:
        if person.birthday is not None:
            birthday = _nearest_birthday(person.birthday, today)
            found.append(Occasion(person.name, birthday, birthday=True, person=person))
    for reminder in queries.reminders.select(reader, client_id=client_id):
        on = _occurrence(reminder, today)
        if on is not None:
            whose = _whose(reminder, people)
            found.append(Occasion(reminder.what, on, person=whose, reminder=reminder))
    close = [one for one in found if abs(one.on - today) <= NEAR]
    return min(close, key=lambda one: (abs(one.on - today), not one.birthday, one.on), default=None)


def _nearest_birthday(stored: str, today: date) -> date:
    years = (today.year - 1, today.year, today.year + 1)
    days = [birthday_on(stored, year) for year in years if date.min.year <= year <= date.max.year]
    return min(days, key=lambda on: (abs(on - today), on))


def _occurrence(reminder: Reminder, today: date) -> date | None:
    if reminder.yearly:
        return yearly_occurrence(reminder.remind_on, reminder.done_on, today)
    return reminder.remind_on


def _whose(reminder: Reminder, people: Sequence[Contact]) -> Contact | None:
    wanted = (reminder.person or "").strip().casefold()
    fits = [one for one in people if wanted and one.name.casefold() == wanted]
    return fits[0] if len(fits) == 1 else None
