"""Noting reminders and correcting them: a trip to ask about, a promotion, a talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.moments import (
    Ref,
)
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError
from clientpulse.quoting import printable
from clientpulse.records import Contact, Reminder
from clientpulse.services import lookup, occasions, text
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


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
    done_on = occasions.last_before(new.remind_on, today) if new.yearly else None
    noted = unit.insert(replace(new, done_on=done_on))
    day = occasions.next_on(noted, today) or noted.remind_on
    unit.describe(f"noted a reminder of {noted.client} for {long_date(day)}")
    return noted


def edit(
    unit: UnitOfWork, today: date, ref: Ref, changes: dict[str, Any], *, reopen: bool = False
) -> Reminder | Contact:
    """Correct a reminder, or let a birthday be still to be greeted.

    Once it isn't yearly any more it comes once more, on its next occurrence.

    Args:
        changes: By attribute; those left out stay, and an empty person is nobody.
        reopen: It is still to be done after all.

    Raises:
        InputError: The new day is past and it isn't yearly, or a text can't be stored.
        ConflictError: It is done, or a birthday.
    """
    before = occasions.find(unit.reader, today, ref)
    if reopen:
        before = occasions.reopen(unit, before)
        what = f"the birthday of {before.name}" if isinstance(before, Contact) else "a reminder"
        unit.describe(f"opened {what} of {before.client} again")
        if not changes:
            return before
    before = _reminder(before, ref)
    occasions.refuse_done(before)
    values = dict(changes)
    if "person" in values:
        values["person"] = _person(unit.reader, before.client_id, values["person"])
    values = text.checked(Reminder, values)
    yearly = values.get("yearly", before.yearly)
    if before.yearly and not yearly:
        values = {"remind_on": occasions.next_on(before, today), "done_on": None, **values}
    new_day = changes.get("remind_on", before.remind_on)
    if new_day != before.remind_on:
        _check_ahead(new_day, today, yearly)
        values["done_on"] = occasions.last_before(new_day, today) if yearly else None
    unit.describe(f"edited a reminder of {before.client}")
    return unit.update(before, **values)


def delete(unit: UnitOfWork, today: date, ref: Ref) -> Reminder:
    """Delete a reminder entered in error.

    Raises:
        ConflictError: It is a birthday.
    """
    before = _reminder(occasions.find(unit.reader, today, ref), ref)
    unit.delete(before)
    unit.describe(f"deleted a reminder of {before.client}")
    return before


def _reminder(found: Reminder | Contact, ref: Ref) -> Reminder:
    if isinstance(found, Contact):
        raise ConflictError(
            f"{ref} is the birthday of {printable(found.name)}, not a reminder",
            occasions.how_to_set_a_birthday(found),
        )
    return found


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
