"""What a greeting is for: a birthday, or another day that means something to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from clientpulse.cadence.moments import birthday_occurrence
from clientpulse.letters.values import Occasion
from clientpulse.records import Contact, Reminder
from clientpulse.services import lookup, reminders
from clientpulse.store import queries
from clientpulse.store.reader import Reader

# A greeting is for a day at most this far away.
NEAR = timedelta(days=7)


def near(reader: Reader, today: date, client_id: int, people: Sequence[Contact]) -> Occasion | None:
    """Return the birthday or the reminder nearest to today, of those that aren't done."""
    found: list[Occasion] = []
    for person in people:
        if person.birthday is not None:
            on = birthday_occurrence(person.birthday, person.greeted_on, today)
            found += _of(person, on, people)
    for reminder in queries.reminders.select(reader, client_id=client_id):
        found += _of(reminder, reminders.next_on(reminder, today), people)
    close = [one for one in found if abs(one.on - today) <= NEAR]
    return min(close, key=lambda one: (abs(one.on - today), not one.birthday, one.on), default=None)


def chosen(
    reader: Reader, today: date, client: lookup.Found, people: Sequence[Contact], typed: str
) -> Occasion:
    """Return the birthday or the reminder that was named: ``b12``, ``r3``.

    Raises:
        InputError: It names neither.
        NotFoundError: This client has none that is called so.
        ConflictError: It is done already, or far off.
    """
    one = reminders.find(reader, today, reminders.read_ref(typed), client)
    [occasion] = _of(one, reminders.occurrence_to_do(one, today), people)
    return occasion


def _of(one: Contact | Reminder, on: date | None, people: Sequence[Contact]) -> list[Occasion]:
    if on is None:
        return []
    if isinstance(one, Contact):
        return [Occasion(one.name, on, birthday=True, person=one)]
    return [Occasion(one.what, on, person=_whose(one, people), reminder=one)]


def _whose(reminder: Reminder, people: Sequence[Contact]) -> Contact | None:
    wanted = (reminder.person or "").strip().casefold()
    fits = [one for one in people if wanted and one.name.casefold() == wanted]
    return fits[0] if len(fits) == 1 else None
