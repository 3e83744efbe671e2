"""Days worth a word as they come up and are done: reminders, and the birthdays of contacts.

Of a yearly reminder and of a birthday one occurrence at a time matters. ``done_on`` and the
contact's ``greeted_on`` are the one that is done, so that the next one is the first after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.moments import (
    DAYS_AHEAD_OF_IT,
    DAYS_TO_MAKE_UP_FOR_IT,
    Ref,
    birthday_occurrence,
    birthday_on,
    yearly_occurrence,
)
from clientpulse.cadence.wording import in_short
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.quoting import printable, quoted, shell_word
from clientpulse.records import Contact, Reminder, Touchpoint
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
    *,
    client_id: int | None = None,
    include_closed: bool = False,
    archived: bool = False,
) -> Listed[Occasion]:
    """List reminders and the birthdays of contacts.

    Args:
        client_id: Only this client's; None for those of all clients that aren't archived.
        include_closed: Also those that are done.
        archived: Also those of archived clients.
    """
    selection = Selection(client_id=client_id, archived=None if archived else False)
    clients = {row[0] for row in queries.clients.names(reader, selection)}
    found = [
        *_noted(reader, today, client_id, clients, include_closed),
        *_birthdays(reader, today, client_id, clients),
    ]
    found.sort(key=_order)
    return Listed(today, tuple(found), include_closed=include_closed)


def read_ref(typed: str) -> Ref:
    """Read what an occasion is called: ``r3``, or ``3`` alone, and ``b12`` for a birthday.

    Raises:
        InputError: It is neither.
    """
    found = re.fullmatch(r"([rb])?(-?[0-9]{1,20})", typed.strip().lower())
    if found is None:
        raise InputError(
            f"{quoted(typed)} is no reminder and no birthday",
            "write r3 or 3 for a reminder, b12 for a birthday: 'pulse remind list' shows them",
        )
    return Ref(int(found[2]), found[1] == "b")


def find(
    reader: Reader, today: date, ref: Ref, client: lookup.Found | None = None
) -> Reminder | Contact:
    """Find the reminder, or the contact whose birthday it is.

    Args:
        client: Whose it has to be; None for anybody's.

    Raises:
        NotFoundError: There is none, or it is another client's; the hint says what there is.
    """
    record: type[Reminder | Contact] = Contact if ref.birthday else Reminder
    found = queries.values.read_one(reader, record, ref.number)
    if found is None:
        noun = "birthday" if ref.birthday else "reminder"
        raise NotFoundError(f"there is no {noun} {ref}", _what_there_is(reader, today, client))
    if client is not None and found.client_id != client.id:
        raise NotFoundError(
            f"{ref} belongs to {printable(found.client)}, not to {printable(client.name)}",
            _what_there_is(reader, today, client),
        )
    if isinstance(found, Contact) and not found.birthday:
        raise NotFoundError(
            f"the birthday of {printable(found.name)} isn't known",
            how_to_set_a_birthday(found),
        )
    return found


def occurrence_to_do(one: Reminder | Contact, day: date) -> date:
    """Return the day of a reminder or a birthday that is done when something is done on a day.

    Raises:
        ConflictError: It is done already, or the next one is far off.
    """
    if isinstance(one, Contact):
        return _birthday_to_greet(one, day)
    refuse_done(one)
    return _occurrence(one, day) if one.yearly else one.remind_on


def next_on(reminder: Reminder, today: date) -> date | None:
    """Return the day of a reminder that matters now; None once there is none left."""
    if reminder.yearly:
        return yearly_occurrence(reminder.remind_on, reminder.done_on, today)
    return reminder.remind_on if reminder.done_on is None else None


def done(
    unit: UnitOfWork, today: date, ref: Ref, done_on: date, client: lookup.Found | None = None
) -> Occasion:
    """Mark a reminder done or a birthday greeted; of what comes each year, this occurrence.

    Args:
        client: Whose it has to be; None for anybody's.

    Raises:
        ConflictError: It is done already, or far off.
    """
    text.refuse_future(done_on, today, "it can't be done yet")
    before = find(unit.reader, today, ref, client)
    occurrence = occurrence_to_do(before, done_on)
    if isinstance(before, Contact):
        unit.describe(f"greeted {before.name} of {before.client} on the birthday")
        return occasion(unit.update(before, greeted_on=occurrence), today)
    unit.describe(f"marked a reminder of {before.client} done")
    return occasion(unit.update(before, done_on=occurrence if before.yearly else done_on), today)


def occasion(one: Reminder | Contact, today: date) -> Occasion:
    """Return a reminder or the birthday of a contact as it stands on a day."""
    return _birthday(one, today) if isinstance(one, Contact) else _reminder(one, today)


def open_again(unit: UnitOfWork, greeting: Touchpoint) -> None:
    """Let what a greeting settled be open, now that the greeting is gone.

    Where several could have been meant, nobody can say which one it was; then nothing changes.
    """
    named = greeting.attendees
    near, far = (
        [one for one in found if not named or _whose(one) in named]
        for found in settled_on(unit.reader, greeting.client_id, greeting.occurred_on)
    )
    settled = near or far
    if len(settled) == 1:
        reopen(unit, settled[0])


def settled_on(
    reader: Reader, client_id: int, on: date
) -> tuple[list[Reminder | Contact], list[Reminder | Contact]]:
    """Return what may have been done on a day, and what only long after or before its own.

    Of what comes each year the occurrence is known that was done, and not the day on which it was.
    """
    near: list[Reminder | Contact] = []
    far: list[Reminder | Contact] = []
    for one in queries.contacts.select(reader, client_id):
        if one.greeted_on is not None and _is_near(one.greeted_on, on):
            near.append(one)
    for reminder in queries.reminders.select(reader, client_id=client_id, only_open=False):
        done_on = reminder.done_on
        if done_on == on or (done_on and reminder.yearly and _is_near(done_on, on)):
            near.append(reminder)
        elif done_on and reminder.yearly and _may_be_done(reminder, done_on, on):
            far.append(reminder)
    return near, far


def reopen(unit: UnitOfWork, one: Reminder | Contact) -> Reminder | Contact:
    """Let what was done be open again; of what comes each year, the occurrence that was."""
    if isinstance(one, Contact):
        return unit.update(one, greeted_on=None)
    last = last_before(one.remind_on, one.done_on) if one.yearly and one.done_on else None
    return unit.update(one, done_on=last)


def refuse_done(one: Reminder) -> None:
    """Refuse what is to be done with a reminder that is done; a yearly one never is."""
    text.refuse_again(
        None if one.yearly else one.done_on,
        f"reminder {one.id} of {one.key} was done",
        "'pulse remind list' shows those to come",
    )


def last_before(remind_on: date, today: date) -> date | None:
    """Return the last occurrence that is past when a yearly reminder is noted: it is over."""
    born = remind_on.isoformat()
    passed = (birthday_on(born, year) for year in (today.year, today.year - 1))
    return next((day for day in passed if remind_on <= day < today), None)


def how_to_set_a_birthday(contact: Contact) -> str:
    """Return the command that sets a birthday, for a hint."""
    return f"pulse contact edit {shell_word(contact.key)} {contact.id} --birthday 1979-04-12"


def _is_near(occurrence: date, on: date) -> bool:
    return -DAYS_TO_MAKE_UP_FOR_IT <= (occurrence - on).days <= DAYS_AHEAD_OF_IT


def _may_be_done(one: Reminder, occurrence: date, on: date) -> bool:
    """Tell whether an occurrence may have been done on a day, before the next one came up."""
    if occurrence > on:
        return (occurrence - on).days <= HALF_A_YEAR
    following = yearly_occurrence(one.remind_on, occurrence, occurrence)
    return following is None or following > on


def _whose(one: Reminder | Contact) -> str | None:
    return one.name if isinstance(one, Contact) else one.person


def _noted(
    reader: Reader, today: date, client_id: int | None, clients: set[int], include_closed: bool
) -> Iterator[Occasion]:
    for one in queries.reminders.select(reader, client_id=client_id, only_open=not include_closed):
        if one.client_id in clients:
            yield _reminder(one, today)


def _birthdays(
    reader: Reader, today: date, client_id: int | None, clients: set[int]
) -> Iterator[Occasion]:
    for one in queries.contacts.select(reader, client_id):
        if one.birthday and one.client_id in clients:
            yield _birthday(one, today)


def _reminder(one: Reminder, today: date) -> Occasion:
    return Occasion(
        one.ref, one.client, one.key, one.what, one.person, next_on(one, today), one.done_on, one
    )


def _birthday(one: Contact, today: date) -> Occasion:
    on = birthday_occurrence(one.birthday or "", one.greeted_on, today)
    ref = str(Ref(one.id, birthday=True))
    return Occasion(ref, one.client, one.key, "birthday", one.name, on, one.greeted_on, None)


def _order(one: Occasion) -> tuple[bool, int, str]:
    """Sort by the day that comes; what is done comes last, the newest of it first."""
    if one.next_on is not None:
        return False, one.next_on.toordinal(), one.key
    return True, 0 if one.done_on is None else -one.done_on.toordinal(), one.key


def _what_there_is(reader: Reader, today: date, client: lookup.Found | None) -> str:
    """Name what can be done, what comes first first."""
    found = listed(reader, today, client_id=None if client is None else client.id).items
    shown = ", ".join(map(_named, found[: lookup.SHOWN_MATCHES]))
    if not shown:
        return "no reminder and no birthday is known: 'pulse remind list'"
    more = len(found) - lookup.SHOWN_MATCHES
    return f"there is {shown}{f' and {more} more' if more > 0 else ''}: 'pulse remind list'"


def _named(one: Occasion) -> str:
    what = one.what if one.reminder is not None else f"{one.person}'s birthday"
    return f"{one.ref} ({printable(in_short(what))})"


def _birthday_to_greet(contact: Contact, day: date) -> date:
    """Return the occurrence of a birthday for which somebody is greeted on a day.

    Raises:
        ConflictError: It was greeted already, or it is far off.
    """
    stored = contact.birthday or ""
    on = birthday_occurrence(stored, contact.greeted_on, day)
    if on is not None and (on - day).days <= DAYS_AHEAD_OF_IT:
        return on
    whose = f"{printable(contact.name)}'s birthday"
    when = "not again" if on is None else f"on {long_date(on)}"
    greeted = contact.greeted_on is not None and on != birthday_occurrence(stored, None, day)
    raise ConflictError(
        f"{whose} was greeted already, and comes again {when}"
        if greeted
        else f"{whose} comes {when}, which is too far off to greet",
        f"it can be greeted from {DAYS_AHEAD_OF_IT} days before it on;"
        " 'pulse remind list' shows what is to come",
    )


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
