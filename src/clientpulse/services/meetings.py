"""The diary: meetings that are booked, moved and cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.dates import long_date
from clientpulse.errors import ConflictError
from clientpulse.quoting import shell_word
from clientpulse.records import Meeting
from clientpulse.records.meetings import STATES
from clientpulse.services import lookup, syncing, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.listed import Listed

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def listed(
    reader: Reader,
    today: date,
    *,
    client_id: int | None = None,
    include_closed: bool = False,
    archived: bool = False,
) -> Listed[Meeting]:
    """List the booked meetings, those that were never logged included; or all there ever were."""
    states = STATES if include_closed else STATES[:1]
    found = queries.meetings.select(
        reader,
        client_id=client_id,
        states=states,
        archived=archived or client_id is not None,
    )
    return Listed(today, tuple(found))


def book(unit: UnitOfWork, today: date, new: Meeting) -> Meeting:
    """Book a meeting.

    Raises:
        InputError: The day is past, or a text can't be stored.
    """
    check_ahead(new.planned_on, today, new.key)
    _check_free(unit.reader, new)
    unit.describe(f"booked a meeting with {new.client} on {long_date(new.planned_on)}")
    return unit.insert(text.checked_record(new))


def move(
    unit: UnitOfWork, today: date, meeting_id: int, planned_on: date, planned_time: str | None
) -> Meeting:
    """Move a booked meeting to another day or time.

    Raises:
        ConflictError: It was held or cancelled, or there is another one at that time.
    """
    before = _booked(unit.reader, meeting_id)
    check_ahead(planned_on, today, before.key)
    values: dict[str, Any] = {"planned_on": planned_on, "planned_time": planned_time}
    _check_free(unit.reader, replace(before, **values))
    unit.describe(
        f"moved the meeting with {before.client} from {long_date(before.planned_on)}"
        f" to {long_date(planned_on)}"
    )
    return unit.update(before, **values)


def edit(unit: UnitOfWork, meeting_id: int, *, place: str | None, agenda: str | None) -> Meeting:
    """Change the place or the agenda of a booked meeting; None leaves them.

    Whoever writes down an agenda means it for the client, whatever a calendar called the meeting.
    """
    before = _booked(unit.reader, meeting_id)
    given = {"place": place, "agenda": agenda}
    values = text.checked(Meeting, {name: one for name, one in given.items() if one is not None})
    typed = {} if agenda is None else {"source": None}
    unit.describe(f"edited the meeting with {before.client} on {long_date(before.planned_on)}")
    return unit.update(before, **values, **typed)


def cancel(unit: UnitOfWork, meeting_id: int) -> Meeting:
    """Cancel a booked meeting; it stays in the diary as cancelled."""
    before = _booked(unit.reader, meeting_id)
    unit.describe(f"cancelled the meeting with {before.client} on {long_date(before.planned_on)}")
    return unit.update(before, state="cancelled")


def delete(unit: UnitOfWork, meeting_id: int) -> Meeting:
    """Delete a meeting entered in error; the touchpoint that it became stays.

    One that was read from a calendar doesn't come back.
    """
    before = lookup.numbered(unit.reader, Meeting, meeting_id)
    syncing.forgetting.meeting(unit, meeting_id)
    unit.delete(before)
    unit.describe(f"deleted the meeting with {before.client} on {long_date(before.planned_on)}")
    return before


def _booked(reader: Reader, meeting_id: int) -> Meeting:
    found = lookup.numbered(reader, Meeting, meeting_id)
    if found.state != "booked":
        raise ConflictError(
            f"meeting {meeting_id} with {found.key} was {found.state} already",
            "'pulse meeting list' shows the booked ones",
        )
    return found


def check_ahead(planned_on: date, today: date, key: str) -> None:
    """Refuse to book a meeting on a day that is past."""
    hint = f"log it: pulse log {shell_word(key)} -c meeting -d {planned_on}"
    text.refuse_past(planned_on, today, "it can't be booked", hint)


def _check_free(reader: Reader, wanted: Meeting) -> None:
    when = wanted.planned_on, wanted.planned_time
    for one in queries.meetings.select(reader, client_id=wanted.client_id):
        if (one.planned_on, one.planned_time) == when and one.id != wanted.id:
            raise ConflictError(
                f"a meeting with {one.key} is booked for that time already (number {one.id})",
                f"give another time, or cancel it: pulse meeting cancel {one.id}",
            )
