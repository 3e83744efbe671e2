"""Reminders: a trip to ask about, a promotion, a talk; and the birthdays of contacts.

Of a yearly reminder one occurrence at a time matters. ``done_on`` is the one that is done, so that
the next one is the first after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.moments import birthday_near, birthday_on, yearly_occurrence
from clientpulse.cadence.policy import Policy
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError
from clientpulse.records import Reminder
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.listed import Listed
from clientpulse.views.reminders import Occasion

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

HALF_A_YEAR = 183
"""From so many days before it on the next occurrence can be done early; before that the last one
was meant, and it is done already."""


def listed(
    reader: Reader,
    today: date,
    policy: Policy,
    *,
    client_id: int | None = None,
    include_closed: bool = False,
) -> Listed[Occasion]:
    """List reminders and the birthdays of contacts.

    Args:
        policy: Birthdays on days off come on the workday before.
        client_id: Only this client's; None for those of all clients that aren't archived.
        include_closed: Also those that are done, and those of archived clients.
    """
    archived = None if include_closed else False
    selection = Selection(client_id=client_id, archived=archived)
    clients = {row[0] for row in queries.clients.names(reader, selection)}
    found = [
        *_noted(reader, today, client_id, clients, include_closed),
        *_birthdays(reader, today, policy, client_id, clients),
    ]
    found.sort(key=_order)
    return Listed(today, tuple(found), include_closed=include_closed)


def next_on(reminder: Reminder, today: date) -> date | None:
    """Return the day of a reminder that matters now; None once there is none left."""
    if reminder.yearly:
        return yearly_occurrence(reminder.remind_on, reminder.done_on, today)
    return reminder.remind_on if reminder.done_on is None else None


def remember(unit: UnitOfWork, today: date, new: Reminder) -> Reminder:
    """Note a reminder.

    Args:
        new: Its person is a contact, by an unambiguous part of the name, or anybody.

    Raises:
        InputError: It is past and isn't yearly, or a text can't be stored.
    """
    person = _person(unit.reader, new.client_id, new.person)
    new = text.checked_record(replace(new, person=person))
    _check_ahead(new.remind_on, today, new.yearly)
    done_on = _last_before(new.remind_on, today) if new.yearly else None
    noted = unit.insert(replace(new, done_on=done_on))
    day = next_on(noted, today) or noted.remind_on
    unit.describe(f"noted a reminder of {noted.client} for {day}")
    return noted


def edit(unit: UnitOfWork, today: date, reminder_id: int, changes: dict[str, Any]) -> Reminder:
    """Correct a reminder.

    Once it isn't yearly any more it comes once more, on its next occurrence.

    Args:
        changes: By attribute; those left out stay, and an empty person is nobody.

    Raises:
        InputError: The new day is past and it isn't yearly, or a text can't be stored.
    """
    before = _not_over(unit.reader, reminder_id)
    values = dict(changes)
    if "person" in values:
        values["person"] = _person(unit.reader, before.client_id, values["person"])
    values = text.checked(Reminder, values)
    yearly = values.get("yearly", before.yearly)
    if before.yearly and not yearly:
        values = {"remind_on": next_on(before, today), "done_on": None, **values}
    new_day = changes.get("remind_on", before.remind_on)
    if new_day != before.remind_on:
        _check_ahead(new_day, today, yearly)
        values["done_on"] = _last_before(new_day, today) if yearly else None
    unit.describe(f"edited a reminder of {before.client}")
    return unit.update(before, **values)


def done(unit: UnitOfWork, today: date, reminder_id: int, done_on: date) -> Reminder:
    """Mark a reminder done; of a yearly one, this occurrence.

    Raises:
        ConflictError: It is done already; a yearly one for this year.
    """
    text.refuse_future(done_on, today, "it can't be done yet")
    before = _not_over(unit.reader, reminder_id)
    if before.yearly:
        done_on = _occurrence(before, done_on)
    unit.describe(f"marked a reminder of {before.client} done")
    return unit.update(before, done_on=done_on)


def _noted(
    reader: Reader, today: date, client_id: int | None, clients: set[int], include_closed: bool
) -> Iterator[Occasion]:
    for one in queries.reminders.select(reader, client_id=client_id, only_open=not include_closed):
        if one.client_id in clients:
            yield Occasion(one.client, one.key, one.what, one.person, next_on(one, today), one)


def _birthdays(
    reader: Reader, today: date, policy: Policy, client_id: int | None, clients: set[int]
) -> Iterator[Occasion]:
    for one in queries.contacts.select(reader, client_id):
        if one.birthday and one.client_id in clients:
            on = birthday_near(one.birthday, today, None, policy)
            yield Occasion(one.client, one.key, "birthday", one.name, on, None)


def _order(one: Occasion) -> tuple[bool, int, str]:
    """Sort by the day that comes; what is done comes last, the newest of it first."""
    if one.next_on is not None:
        return False, one.next_on.toordinal(), one.key
    done_on = None if one.reminder is None else one.reminder.done_on
    return True, 0 if done_on is None else -done_on.toordinal(), one.key


def _not_over(reader: Reader, reminder_id: int) -> Reminder:
    found = lookup.numbered(reader, Reminder, reminder_id)
    text.refuse_again(
        None if found.yearly else found.done_on,
        f"reminder {reminder_id} of {found.key} was done",
        "'pulse remind list' shows those to come",
    )
    return found


def _occurrence(before: Reminder, day: date) -> date:
    """Return the occurrence of a yearly reminder that is done on a day.

    It is the latest one that came, or else the next one, which may be done early.

    Raises:
        ConflictError: The latest one is done already, and the next one is far off.
    """
    occurrence = yearly_occurrence(before.remind_on, before.done_on, day)
    far_off = before.done_on is not None and (
        occurrence is None or (occurrence - day).days > HALF_A_YEAR
    )
    if occurrence is None or far_off:
        again = "" if occurrence is None else f" and comes again on {long_date(occurrence)}"
        raise ConflictError(
            f"reminder {before.id} of {before.key} is done for this year already{again}",
            "'pulse remind list' shows those to come",
        )
    return occurrence


def _person(reader: Reader, client_id: int, typed: str | None) -> str | None:
    return lookup.person(reader, client_id, typed) if typed else None


def _check_ahead(remind_on: date, today: date, yearly: bool) -> None:
    if not yearly:
        text.refuse_past(
            remind_on,
            today,
            "there is nothing to be reminded of",
            "give a day from today on; what comes again each year is noted with --yearly",
        )


def _last_before(remind_on: date, today: date) -> date | None:
    """Return the last occurrence that is past when a yearly reminder is noted: it is over."""
    born = remind_on.isoformat()
    passed = (birthday_on(born, year) for year in (today.year, today.year - 1))
    return next((day for day in passed if remind_on <= day < today), None)
