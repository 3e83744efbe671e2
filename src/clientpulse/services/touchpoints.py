"""Writing down what happened with a client, and correcting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from clientpulse.cadence.channel import Channel, Direction, reaches
from clientpulse.cadence.engine import items_for
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.errors import AmbiguousError, InputError, NotFoundError
from clientpulse.quoting import quoted
from clientpulse.services import lookup, text
from clientpulse.services.cadences import facts_of
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.tables import Attendee, Meeting, Touchpoint
from clientpulse.store.writer import UnitOfWork
from clientpulse.views.stored import MeetingView, TouchpointView

LONGEST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class NewTouchpoint:
    """What is to be written down.

    Attributes:
        occurred_on: The day it happened.
        channel: One of the channels.
        direction: ``outbound`` or ``inbound``.
        note: What was said, as typed.
        occurred_time: Local time of day, ``14:30``.
        attendees: Who took part: a contact, by an unambiguous part of the name, or anybody.
        mood: -2 to 2.
        minutes: How long it took.
        no_news: It was an update without news.
    """

    occurred_on: date
    channel: str = Channel.CALL.value
    direction: str = Direction.OUTBOUND.value
    note: str | None = None
    occurred_time: str | None = None
    attendees: tuple[str, ...] = ()
    mood: int | None = None
    minutes: int | None = None
    no_news: bool = False


def minutes(count: int) -> int:
    """Check how long something took.

    Raises:
        InputError: Less than nothing, or more than a day.
    """
    if not 0 <= count <= LONGEST_MINUTES:
        raise InputError(
            f"a touchpoint can't take {count} minutes", f"use 0 to {LONGEST_MINUTES} (a day)"
        )
    return count


def read_minutes(typed: str) -> int:
    """Read how long something took, as typed.

    Raises:
        InputError: It is no whole number, or more than a day.
    """
    digits = typed.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 6):
        raise InputError(f"{quoted(typed)} is no number of minutes", "use for example 45")
    return minutes(int(digits))


def log(
    unit: UnitOfWork, today: date, client: lookup.Found, new: NewTouchpoint
) -> tuple[TouchpointView, MeetingView | None]:
    """Write a touchpoint down; a meeting also closes the booked one it was.

    Args:
        unit: Writes.
        today: The day it is.
        client: Whose it is.
        new: What happened.

    Returns:
        The touchpoint as stored, and the booked meeting that is now held, if any.

    Raises:
        InputError: It lies ahead, or a text can't be stored.
    """
    check_day(new.occurred_on, today, client.key)
    row = unit.insert(
        Touchpoint(
            client_id=client.id,
            occurred_on=new.occurred_on,
            occurred_time=new.occurred_time,
            channel=new.channel,
            direction=new.direction,
            reaching=reaches(new.channel, new.direction),
            note=text.note(new.note),
            mood=new.mood,
            minutes=None if new.minutes is None else minutes(new.minutes),
            no_news=new.no_news,
        )
    )
    touchpoint_id = int(row.id or 0)
    _name_attendees(unit, client.id, touchpoint_id, new.attendees)
    logged = read(unit.reader, touchpoint_id)
    held = _close_meeting(unit, logged) if new.channel == Channel.MEETING else None
    article = "an" if new.channel[0] in "aeiou" else "a"
    unit.describe(f"logged {article} {new.channel} with {client.name} on {new.occurred_on}")
    return logged, held


def check_day(occurred_on: date, today: date, key: str) -> None:
    """Refuse a touchpoint that hasn't happened yet.

    Raises:
        InputError: The day lies ahead.
    """
    if occurred_on > today:
        raise InputError(
            f"{occurred_on} lies ahead, so it can't be logged yet",
            f"book it: pulse meeting book {key} {occurred_on}",
        )


def next_items(reader: Reader, client_id: int, policy: Policy, today: date) -> tuple[DueItem, ...]:
    """Return what is due for a client from now on, in the order of its dates."""
    items = items_for(facts_of(reader, client_id, policy, today), policy, today)
    return tuple(sorted(items, key=lambda item: (item.due_on, item.rule)))


def edit(
    unit: UnitOfWork,
    today: date,
    touchpoint_id: int,
    changes: dict[str, Any],
    attendees: Sequence[str] | None = None,
) -> TouchpointView:
    """Correct a touchpoint.

    What turns out to have been a meeting closes the booked one it was, as logging it would have;
    what turns out to have been none opens it again.

    Args:
        unit: Writes.
        today: The day it is.
        touchpoint_id: Its number.
        changes: New values by column of the table; those left out stay.
        attendees: Who took part, in place of those named so far; None leaves them.

    Raises:
        NotFoundError: There is no such touchpoint.
        InputError: The new day lies ahead, or a text can't be stored.
    """
    before = lookup.touchpoint(unit.reader, touchpoint_id)
    values = dict(changes)
    if "occurred_on" in values:
        check_day(values["occurred_on"], today, before.key)
    if "note" in values:
        values["note"] = text.note(values["note"])
    if values.get("minutes") is not None:
        values["minutes"] = minutes(values["minutes"])
    new_channel = values.get("channel", before.channel)
    values["reaching"] = reaches(new_channel, values.get("direction", before.direction))
    unit.update(Touchpoint, [touchpoint_id], **values)
    if attendees is not None:
        _replace_attendees(unit, before.client_id, touchpoint_id, attendees)
    after = read(unit.reader, touchpoint_id)
    if new_channel != Channel.MEETING:
        _reopen_meeting(unit, touchpoint_id)
    elif before.channel != Channel.MEETING:
        _close_meeting(unit, after)
    unit.describe(f"edited touchpoint {touchpoint_id} of {before.client}")
    return after


def delete(unit: UnitOfWork, touchpoint_id: int) -> TouchpointView:
    """Delete a touchpoint; the booked meeting it closed is open again.

    Returns:
        The touchpoint as it was.

    Raises:
        NotFoundError: There is no such touchpoint.
    """
    before = read(unit.reader, touchpoint_id)
    _forget_attendees(unit, touchpoint_id)
    _reopen_meeting(unit, touchpoint_id)
    unit.delete(Touchpoint, [touchpoint_id])
    unit.describe(f"deleted the {before.channel} with {before.client} on {before.occurred_on}")
    return before


def read(reader: Reader, touchpoint_id: int) -> TouchpointView:
    """Return a touchpoint with who took part.

    Raises:
        NotFoundError: There is no such touchpoint.
    """
    found = lookup.touchpoint(reader, touchpoint_id)
    named = queries.attendees(reader, [touchpoint_id])
    return replace(found, attendees=named.get(touchpoint_id, ()))


def _name_attendees(
    unit: UnitOfWork, client_id: int, touchpoint_id: int, names: Sequence[str]
) -> None:
    for typed in names:
        name = _attendee(unit.reader, client_id, typed)
        unit.insert(Attendee(touchpoint_id=touchpoint_id, name=name))


def _replace_attendees(
    unit: UnitOfWork, client_id: int, touchpoint_id: int, names: Sequence[str]
) -> None:
    wanted = tuple(_attendee(unit.reader, client_id, typed) for typed in names)
    if wanted == read(unit.reader, touchpoint_id).attendees:
        return
    _forget_attendees(unit, touchpoint_id)
    for name in wanted:
        unit.insert(Attendee(touchpoint_id=touchpoint_id, name=name))


def _attendee(reader: Reader, client_id: int, typed: str) -> str:
    """Return the name of a contact that fits, or else the name as typed.

    Raises:
        AmbiguousError: Several contacts fit.
    """
    name = text.name(typed, "person's name")
    try:
        return lookup.contact(reader, client_id, name).name
    except AmbiguousError:
        raise
    except NotFoundError:
        # Somebody who isn't among the contacts took part.
        return name


def _forget_attendees(unit: UnitOfWork, touchpoint_id: int) -> None:
    rows = unit.reader.rows(
        "SELECT a.id FROM attendee a WHERE a.touchpoint_id = :id ORDER BY a.id",
        {"id": touchpoint_id},
    )
    unit.delete(Attendee, [row[0] for row in rows])


def _close_meeting(unit: UnitOfWork, held: TouchpointView) -> MeetingView | None:
    """Close the booked meeting of that day, or else the latest open one before it."""
    booked = queries.meetings(unit.reader, client_id=held.client_id)
    that_day = [one for one in booked if one.planned_on == held.occurred_on]
    before = [one for one in booked if one.planned_on < held.occurred_on]
    closed = that_day[0] if that_day else before[-1] if before else None
    if closed is None:
        return None
    unit.update(Meeting, [closed.id], state="held", touchpoint_id=held.id)
    return replace(closed, state="held", touchpoint_id=held.id)


def _reopen_meeting(unit: UnitOfWork, touchpoint_id: int) -> None:
    rows = unit.reader.rows(
        "SELECT m.id FROM meeting m WHERE m.touchpoint_id = :id", {"id": touchpoint_id}
    )
    unit.update(Meeting, [row[0] for row in rows], state="booked", touchpoint_id=None)
