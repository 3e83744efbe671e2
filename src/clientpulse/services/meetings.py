"""The diary: book, move and cancel meetings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.errors import ConflictError, InputError
from clientpulse.records import Meeting
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def book(
    unit: UnitOfWork,
    today: date,
    client: lookup.Found,
    planned_on: date,
    *,
    planned_time: str | None = None,
    place: str | None = None,
    agenda: str | None = None,
) -> Meeting:
    """Book a meeting.

    Raises:
        InputError: The day lies behind, or a text can't be stored.
        ConflictError: A meeting with this client is booked for the same day and time.
    """
    _check_ahead(planned_on, today, client.key)
    _check_free(unit.reader, client.id, planned_on, planned_time)
    row = unit.insert(
        Meeting(
            client_id=client.id,
            planned_on=planned_on,
            planned_time=planned_time,
            place=text.line(place, "place"),
            agenda=text.note(agenda, "agenda"),
        )
    )
    unit.describe(f"booked a meeting with {client.name} on {planned_on}")
    return lookup.meeting(unit.reader, int(row.id or 0))


def move(
    unit: UnitOfWork, today: date, meeting_id: int, planned_on: date, planned_time: str | None
) -> Meeting:
    """Move a booked meeting to another day or time.

    Raises:
        InputError: The day lies behind.
        NotFoundError: There is no such meeting.
        ConflictError: It was held or cancelled, or there is another one at that time.
    """
    before = _booked(unit.reader, meeting_id)
    _check_ahead(planned_on, today, before.key)
    _check_free(unit.reader, before.client_id, planned_on, planned_time, but=meeting_id)
    unit.update_all(Meeting, [meeting_id], planned_on=planned_on, planned_time=planned_time)
    unit.describe(
        f"moved the meeting with {before.client} from {before.planned_on} to {planned_on}"
    )
    return lookup.meeting(unit.reader, meeting_id)


def edit(unit: UnitOfWork, meeting_id: int, *, place: str | None, agenda: str | None) -> Meeting:
    """Change the place or the agenda of a booked meeting; None leaves them.

    Raises:
        InputError: A text can't be stored.
        NotFoundError: There is no such meeting.
        ConflictError: It was held or cancelled.
    """
    before = _booked(unit.reader, meeting_id)
    values: dict[str, Any] = {}
    if place is not None:
        values["place"] = text.line(place, "place")
    if agenda is not None:
        values["agenda"] = text.note(agenda, "agenda")
    if values:
        unit.update_all(Meeting, [meeting_id], **values)
        unit.describe(f"edited the meeting with {before.client} on {before.planned_on}")
    return lookup.meeting(unit.reader, meeting_id)


def cancel(unit: UnitOfWork, meeting_id: int) -> Meeting:
    """Cancel a booked meeting; it stays in the diary as cancelled.

    Raises:
        NotFoundError: There is no such meeting.
        ConflictError: It was held or cancelled already.
    """
    before = _booked(unit.reader, meeting_id)
    unit.update_all(Meeting, [meeting_id], state="cancelled")
    unit.describe(f"cancelled the meeting with {before.client} on {before.planned_on}")
    return lookup.meeting(unit.reader, meeting_id)


def _booked(reader: Reader, meeting_id: int) -> Meeting:
    found = lookup.meeting(reader, meeting_id)
    if found.state != "booked":
        raise ConflictError(
            f"meeting {meeting_id} with {found.key} was {found.state} already",
            "'pulse meeting list' shows the booked ones",
        )
    return found


def _check_ahead(planned_on: date, today: date, key: str) -> None:
    if planned_on < today:
        raise InputError(
            f"{planned_on} lies behind, so it can't be booked",
            f"log it: pulse log {key} -c meeting -d {planned_on}",
        )


def _check_free(
    reader: Reader,
    client_id: int,
    planned_on: date,
    planned_time: str | None,
    but: int | None = None,
) -> None:
    for one in queries.meetings.select(reader, client_id=client_id):
        if (one.planned_on, one.planned_time) == (planned_on, planned_time) and one.id != but:
            raise ConflictError(
                f"a meeting with {one.key} is booked for that time already (number {one.id})",
                f"give another time, or cancel it: pulse meeting cancel {one.id}",
            )
