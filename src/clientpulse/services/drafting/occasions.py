"""What a greeting is for: a birthday, or another day that means something to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from clientpulse.cadence.moments import birthday_occurrence
from clientpulse.errors import ConflictError
from clientpulse.letters.values import Occasion
from clientpulse.quoting import printable, shell_word
from clientpulse.records import Contact, Reminder
from clientpulse.services import lookup, occasions
from clientpulse.services.open_things import choosing, kinds
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
            found += _of(person, on)
    for reminder in queries.reminders.select(reader, client_id=client_id):
        found += _of(reminder, occasions.next_on(reminder, today))
    close = [one for one in found if abs(one.on - today) <= NEAR]
    return min(close, key=lambda one: (abs(one.on - today), not one.birthday, one.on), default=None)


def chosen(reader: Reader, today: date, client: lookup.Found, typed: str) -> Occasion:
    """Return the birthday or the reminder that was named: ``b12``, ``r3``, or words of it.

    Raises:
        NotFoundError: This client has none that is called so, or several fit.
        ConflictError: It is done already, or far off.
    """
    ref = choosing.one_by_option(reader, kinds.REMEMBERED, client, typed, today, "--for")
    one = occasions.find(reader, today, occasions.read_ref(ref), client)
    [occasion] = _of(one, occasions.occurrence_to_do(one, today))
    return occasion


def whose(occasion: Occasion, client: lookup.Found, people: Sequence[Contact]) -> Contact | None:
    """Return the contact whose day it is; None where it is nobody's in particular.

    Raises:
        ConflictError: It is somebody's to whom no letter can go.
    """
    reminder = occasion.reminder
    name = "" if reminder is None else (reminder.person or "").strip()
    if reminder is None or not name:
        return occasion.person
    fits = [one for one in people if lookup.folded(one.name) == lookup.folded(name)]
    if len(fits) == 1:
        return fits[0]
    key, done = shell_word(client.key), f"or write yourself, then: pulse remind done {occasion.ref}"
    if fits:
        raise ConflictError(
            f"{occasion.ref} is about {printable(name)}, and {len(fits)} contacts of {client.key}"
            " are called so",
            f"tell them apart: pulse contact edit {key} {fits[-1].id} --name NAME; {done}",
        )
    raise ConflictError(
        f"{occasion.ref} is about {printable(name)}, who isn't a contact of {client.key}",
        f"add them: pulse contact add {key} {shell_word(name)} --email ADDRESS; {done}",
    )


def _of(one: Contact | Reminder, on: date | None) -> list[Occasion]:
    if on is None:
        return []
    if isinstance(one, Contact):
        return [Occasion(on, birthday=True, person=one)]
    return [Occasion(on, reminder=one)]
