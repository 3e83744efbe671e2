"""Moments to remember: a trip to ask about, a promotion, a talk; listing them is ``moment_list``.

Of a yearly moment one occurrence at a time matters. ``done_on`` is the one that is done, so that
the next one is the first after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.moments import birthday_on, yearly_occurrence
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.records import Reminder
from clientpulse.services import lookup, text
from clientpulse.services.reminder_list import next_on
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

HALF_A_YEAR = 183
"""From so many days before it on the next occurrence can be done early; before that the last one
was meant, and it is done already."""


@dataclass(frozen=True, slots=True)
class NewMoment:
    """What is to be remembered.

    Attributes:
        remind_on: The day, or the first one of a yearly moment.
        what: What it is.
        yearly: Whether it comes again each year.
        person: Whose moment it is: a contact, by an unambiguous part of the name, or anybody.
    """

    remind_on: date
    what: str
    yearly: bool = False
    person: str | None = None


def remember(unit: UnitOfWork, today: date, client: lookup.Found, new: NewMoment) -> Reminder:
    """Note a moment.

    Raises:
        InputError: It lies behind and isn't yearly, or a text can't be stored.
        AmbiguousError: Several contacts fit the person.
    """
    what = text.needed(new.what, "moment")
    _check_ahead(new.remind_on, today, new.yearly)
    row = unit.insert(
        Reminder(
            client_id=client.id,
            remind_on=new.remind_on,
            what=what,
            yearly=new.yearly,
            person=_person(unit.reader, client.id, new.person),
            done_on=_last_before(new.remind_on, today) if new.yearly else None,
        )
    )
    noted = find(unit.reader, int(row.id or 0))
    unit.describe(f"noted a moment of {client.name} on {next_on(noted, today) or new.remind_on}")
    return noted


def edit(unit: UnitOfWork, today: date, reminder_id: int, changes: dict[str, Any]) -> Reminder:
    """Correct a moment.

    Without its year a yearly moment comes once more, on its next occurrence.

    Args:
        unit: Writes.
        today: The day it is.
        reminder_id: Its number.
        changes: New values of ``remind_on``, ``what``, ``yearly`` and ``person``; those left out
            stay, and an empty person is nobody.

    Raises:
        InputError: The new day lies behind and it isn't yearly, or a text can't be stored.
        NotFoundError: There is no such moment.
        ConflictError: It is done.
        AmbiguousError: Several contacts fit the person.
    """
    before = _not_over(unit.reader, reminder_id)
    values = dict(changes)
    if "what" in values:
        values["what"] = text.needed(values["what"], "moment")
    if "person" in values:
        values["person"] = _person(unit.reader, before.client_id, values["person"])
    yearly = values.get("yearly", before.yearly)
    if before.yearly and not yearly:
        values = {"remind_on": next_on(before, today), "done_on": None, **values}
    new_day = changes.get("remind_on", before.remind_on)
    if new_day != before.remind_on:
        _check_ahead(new_day, today, yearly)
        values["done_on"] = _last_before(new_day, today) if yearly else None
    if values:
        unit.update_all(Reminder, [reminder_id], **values)
        unit.describe(f"edited a moment of {before.client}")
    return find(unit.reader, reminder_id)


def done(unit: UnitOfWork, today: date, reminder_id: int, done_on: date) -> Reminder:
    """Say that a moment was thought of; of a yearly one, this occurrence.

    Raises:
        InputError: The day lies ahead.
        NotFoundError: There is no such moment.
        ConflictError: It is done already; a yearly one for this year.
    """
    if done_on > today:
        raise InputError(
            f"{done_on} lies ahead, so it can't be done yet", "give the day it was, or none"
        )
    before = _not_over(unit.reader, reminder_id)
    if before.yearly:
        done_on = _occurrence(before, done_on)
    unit.update_all(Reminder, [reminder_id], done_on=done_on)
    unit.describe(f"thought of a moment of {before.client}")
    return find(unit.reader, reminder_id)


def find(reader: Reader, reminder_id: int) -> Reminder:
    """Find a moment by its number.

    Raises:
        NotFoundError: There is none.
    """
    found = queries.reminders.one(reader, reminder_id)
    if found is None:
        raise NotFoundError(
            f"there is no reminder {reminder_id}", "'pulse remind list --all' shows their numbers"
        )
    return found


def _not_over(reader: Reader, reminder_id: int) -> Reminder:
    found = find(reader, reminder_id)
    if found.done_on is not None and not found.yearly:
        raise ConflictError(
            f"reminder {reminder_id} of {found.key} was done already,"
            f" on {long_date(found.done_on)}",
            "'pulse remind list' shows those to come",
        )
    return found


def _occurrence(before: Reminder, day: date) -> date:
    """Return the occurrence of a yearly moment that is done on a day.

    It is the latest one that came, or else the next one, which may be thought of early.

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
    if remind_on < today and not yearly:
        raise InputError(
            f"{remind_on} lies behind, so there is nothing to be reminded of",
            "give a day from today on; what comes again each year is noted with --yearly",
        )


def _last_before(remind_on: date, today: date) -> date | None:
    """Return the last occurrence that lies behind when a yearly moment is noted: it is over."""
    born = remind_on.isoformat()
    passed = (birthday_on(born, year) for year in (today.year, today.year - 1))
    return next((day for day in passed if remind_on <= day < today), None)
