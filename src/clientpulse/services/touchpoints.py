"""Writing down what happened with a client, and correcting it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.channel import SAID, WRITTEN, Channel, Direction, reaches
from clientpulse.cadence.engine import items_for
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import quoted, shell_word
from clientpulse.records import Attendee, Client, Meeting, Touchpoint
from clientpulse.records.limits import LONGEST_MINUTES
from clientpulse.services import (
    agenda,
    clients,
    lookup,
    mistakes,
    occasions,
    projects,
    recaps,
    text,
)
from clientpulse.services.facts.reading import facts_of
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

HOW_TO_MARK = "mark what you wrote and sent; log what was said or received by itself"


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
    """Read how long something took, as typed."""
    digits = typed.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 6):
        raise InputError(f"{quoted(typed)} isn't a number of minutes", "use for example 45")
    return minutes(int(digits))


def purpose(*, recap: bool, chase: bool) -> str | None:
    """Return the purpose that was marked, if any.

    Raises:
        InputError: Both were.
    """
    if recap and chase:
        raise InputError(
            "one message is a recap or a chase, and not both",
            "log it as the one that matters more, or each by itself",
        )
    return "recap" if recap else "chase" if chase else None


def check_purpose(
    purpose: str | None, channel: str, direction: str, hint: str = HOW_TO_MARK
) -> None:
    """Refuse a recap or the like that wasn't written, or that came from the client.

    A chase may be spoken: what they owe us can be asked for in a call.

    Args:
        hint: What to do instead.

    Raises:
        InputError: It was spoken and no chase, or it was written by the client.
    """
    if purpose is None or (channel in WRITTEN and direction == Direction.OUTBOUND):
        return
    if purpose == "chase" and reaches(channel, direction):
        return
    how = f"{_said(channel)} can't be one"
    if channel in WRITTEN:
        how = "nothing that came from the client can be one"
    one = text.with_article(purpose)
    raise InputError(f"{one} is something that we write and send, so {how}", hint)


def needs_answer(channel: str, direction: str, reply: bool | None = None) -> bool:
    """Tell whether a touchpoint needs an answer: what the client wrote does, unless told.

    Args:
        reply: What was said about it; None for nothing.

    Raises:
        InputError: Something was said about what the client didn't write.
    """
    if _is_from_them(channel, direction):
        return reply is not False
    if reply is not None:
        how = "we wrote this" if channel in WRITTEN else "this was spoken"
        raise InputError(
            f"only what the client wrote can need an answer, and {how}",
            "leave that out, or say that it came from them: --inbound -c email",
        )
    return False


def mark_answered(unit: UnitOfWork, touchpoint_id: int) -> Touchpoint:
    """Note that what a client wrote needs no answer any more, or never did."""
    before = read(unit.reader, touchpoint_id)
    if not before.needs_answer:
        raise ConflictError(
            f"number {touchpoint_id}, {_said(before.channel)} of {before.key} on"
            f" {long_date(before.occurred_on)}, waits for no answer",
            f"see what is due: pulse show {shell_word(before.key)}",
        )
    what = f"{_said(before.channel)} of {before.client} on {long_date(before.occurred_on)}"
    unit.describe(f"marked {what} as answered")
    return replace(unit.update(before, needs_answer=False), attendees=before.attendees)


def log(unit: UnitOfWork, today: date, new: Touchpoint) -> tuple[Touchpoint, Meeting | None]:
    """Write a touchpoint down.

    A meeting also closes the booked one it was, and covers what was on the agenda.

    Args:
        new: Who took part is a contact each, by an unambiguous part of the name, or anybody.

    Returns:
        The touchpoint as stored, and the booked meeting that is now held, if any.

    Raises:
        InputError: It is in the future, a text can't be stored, or its purpose doesn't fit.
    """
    new = checked(new, today)
    people = _people(unit.reader, new.client_id, new.attendees)
    logged = unit.insert(replace(new, attendees=people))
    _name_attendees(unit, logged.id, people)
    count_from_first_contact(unit, [new.client_id])
    held = None
    if new.channel == Channel.MEETING:
        held = _close_meeting(unit, logged)
        agenda.close_points(unit, new.client_id, new.occurred_on)
    day = long_date(new.occurred_on)
    unit.describe(f"logged {_said(new.channel, new.purpose)} with {new.client} on {day}")
    return logged, held


def checked(new: Touchpoint, today: date) -> Touchpoint:
    """Return a touchpoint as it may be stored, as far as that is known without the store.

    Raises:
        InputError: It is in the future, a text can't be stored, or its purpose doesn't fit.
    """
    check_day(new.occurred_on, today, new.key)
    check_purpose(new.purpose, new.channel, new.direction)
    if new.minutes is not None:
        minutes(new.minutes)
    people = tuple(text.name(one, "person's name") for one in new.attendees)
    reaching = reaches(new.channel, new.direction)
    return text.checked_record(replace(new, reaching=reaching, attendees=people))


def count_from_first_contact(unit: UnitOfWork, clients: Collection[int]) -> None:
    """Let the cadence of clients count from their first contact, where it counts from a later day.

    Nobody knew of that contact when the day was chosen.
    """
    only = next(iter(clients)) if len(clients) == 1 else None
    for client, first_on in queries.clients.first_contacts(unit.reader, only).items():
        if client in clients:
            unit.update_all(Client, [client], clock_on=first_on)


def _is_from_them(channel: str, direction: str) -> bool:
    return channel in WRITTEN and direction == Direction.INBOUND


def check_day(occurred_on: date, today: date, key: str) -> None:
    """Refuse a touchpoint that hasn't happened yet."""
    hint = f"book it: pulse meeting book {shell_word(key)} {occurred_on}"
    text.refuse_future(occurred_on, today, "it can't be logged yet", hint)


def next_items(reader: Reader, client_id: int, policy: Policy, today: date) -> tuple[DueItem, ...]:
    """Return what is due for a client from now on, in the order of its dates."""
    items = items_for(facts_of(reader, client_id, policy, today), policy, today)
    return tuple(sorted(items, key=lambda item: (item.due_on, item.rule)))


def edit(
    unit: UnitOfWork,
    today: date,
    policy: Policy,
    touchpoint_id: int,
    changes: dict[str, Any],
    attendees: Sequence[str] | None = None,
    reply: bool | None = None,
) -> Touchpoint:
    """Correct a touchpoint.

    What turns out to have been a meeting, or one on another day, closes the booked one it was and
    covers the agenda, as logging it would have; what it closed and covered till then opens again.
    With a recap it is the same, and what it settled.

    Args:
        attendees: Who took part, in place of those named so far; None leaves them.
        reply: Whether it needs an answer; None leaves that, and what turns out to have been written
            by the client does.

    Raises:
        InputError: The new day is to come, a text can't be stored, or what it was for doesn't fit.
    """
    before = read(unit.reader, touchpoint_id)
    values = text.checked(Touchpoint, changes)
    if "occurred_on" in values:
        check_day(values["occurred_on"], today, before.key)
    if values.get("minutes") is not None:
        minutes(values["minutes"])
    after = replace(before, **values)
    if not _is_from_them(after.channel, after.direction):
        reply = reply or None  # that it needs no answer is true
    elif reply is None and _is_from_them(before.channel, before.direction):
        reply = before.needs_answer
    values["needs_answer"] = needs_answer(after.channel, after.direction, reply)
    hint = HOW_TO_MARK if "purpose" in values else "to take that mark off: --no-purpose"
    check_purpose(after.purpose, after.channel, after.direction, hint)
    after = unit.update(before, **values, reaching=reaches(after.channel, after.direction))
    if attendees is not None:
        after = _replace_attendees(unit, after, attendees)
    _follow(unit, before, after)
    _follow_question(unit, before, after)
    if after.purpose != before.purpose:
        _open_again(unit, before)
    elif after.purpose == "apology" and after.occurred_on != before.occurred_on:
        mistakes.move_telling(unit, today, before, after.occurred_on)
    recaps.follow(unit, today, policy, before, after)
    count_from_first_contact(unit, [before.client_id])
    unit.describe(f"edited touchpoint {touchpoint_id} of {before.client}")
    return after


def delete(unit: UnitOfWork, touchpoint_id: int) -> Touchpoint:
    """Delete a touchpoint; what it closed, covered or settled is open again."""
    before = read(unit.reader, touchpoint_id)
    _forget_attendees(unit, touchpoint_id)
    _reopen_meeting(unit, touchpoint_id)
    clients.dependents.forget_touchpoint(unit, touchpoint_id)
    unit.delete(before)
    _follow_question(unit, before, None)
    _open_again(unit, before)
    recaps.reopen(unit, before)
    if before.channel == Channel.MEETING:
        agenda.reopen_points(unit, before.client_id, before.occurred_on)
    what, day = SAID.get(before.channel, before.channel), long_date(before.occurred_on)
    unit.describe(f"deleted the {what} with {before.client} on {day}")
    return before


def read(reader: Reader, touchpoint_id: int) -> Touchpoint:
    """Return a touchpoint with who took part."""
    return with_attendees(reader, [lookup.numbered(reader, Touchpoint, touchpoint_id)])[0]


def with_attendees(reader: Reader, found: Iterable[Touchpoint]) -> tuple[Touchpoint, ...]:
    """Return touchpoints with who took part."""
    known = tuple(found)
    named = queries.touchpoints.attendees(reader, [one.id for one in known])
    return tuple(replace(one, attendees=named.get(one.id, ())) for one in known)


def _people(reader: Reader, client_id: int, typed: Sequence[str]) -> tuple[str, ...]:
    return tuple(lookup.person(reader, client_id, one) for one in typed)


def _name_attendees(unit: UnitOfWork, touchpoint_id: int, names: Sequence[str]) -> None:
    for name in names:
        unit.insert(Attendee(touchpoint_id=touchpoint_id, name=name))


def _replace_attendees(unit: UnitOfWork, before: Touchpoint, typed: Sequence[str]) -> Touchpoint:
    wanted = _people(unit.reader, before.client_id, typed)
    if wanted != before.attendees:
        _forget_attendees(unit, before.id)
        _name_attendees(unit, before.id, wanted)
    return replace(before, attendees=wanted)


def _forget_attendees(unit: UnitOfWork, touchpoint_id: int) -> None:
    unit.delete_all(
        Attendee, queries.dependents.ids_of(unit.reader, Attendee, "touchpoint", touchpoint_id)
    )


def _close_meeting(unit: UnitOfWork, held: Touchpoint) -> Meeting | None:
    """Close the booked meeting of that day, or else the latest open one before it."""
    booked = queries.meetings.select(unit.reader, client_id=held.client_id)
    that_day = [one for one in booked if one.planned_on == held.occurred_on]
    before = [one for one in booked if one.planned_on < held.occurred_on]
    closed = that_day[0] if that_day else before[-1] if before else None
    if closed is None:
        return None
    return unit.update(closed, state="held", touchpoint_id=held.id)


def _follow(unit: UnitOfWork, before: Touchpoint, after: Touchpoint) -> None:
    """Let the diary and the agenda follow a touchpoint that is or was a meeting."""
    if (before.channel, before.occurred_on) == (after.channel, after.occurred_on):
        return
    _reopen_meeting(unit, after.id)
    if after.channel == Channel.MEETING:
        _close_meeting(unit, after)
    if before.channel == Channel.MEETING:
        agenda.reopen_points(unit, before.client_id, before.occurred_on)
    if after.channel == Channel.MEETING:
        agenda.close_points(unit, after.client_id, after.occurred_on)


def _follow_question(unit: UnitOfWork, before: Touchpoint, after: Touchpoint | None) -> None:
    """Let the projects follow a letter that asked for feedback, which is gone or on another day."""
    on = after.occurred_on if after is not None and after.purpose == "feedback" else None
    if before.purpose == "feedback" and on != before.occurred_on:
        projects.follow_letter(unit, before, on)


def _open_again(unit: UnitOfWork, gone: Touchpoint) -> None:
    """Let what an apology or a greeting settled be open again."""
    if gone.purpose == "apology":
        mistakes.open_again(unit, gone)
    elif gone.purpose == "greeting":
        occasions.open_again(unit, gone)


def _reopen_meeting(unit: UnitOfWork, touchpoint_id: int) -> None:
    meetings = queries.dependents.ids_of(unit.reader, Meeting, "touchpoint", touchpoint_id)
    unit.update_all(Meeting, meetings, state="booked", touchpoint_id=None)


def count(reader: Reader, client_id: int) -> int:
    """Count a client's touchpoints."""
    return queries.touchpoints.count(reader, client_id)


def _said(channel: str, purpose: str | None = None) -> str:
    """Name a touchpoint as people do: ``a call``, ``a recap e-mail``."""
    return text.with_article(" ".join(filter(None, [purpose, SAID.get(channel, channel)])))
