"""The agenda of the next meeting: what both sides owe, what went wrong, and what we noted.

A meeting that is held closes the points that were there on its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rules.feedback import is_second_question
from clientpulse.errors import InputError, NotFoundError
from clientpulse.quoting import quoted, shell_word
from clientpulse.records import AgendaPoint, Commitment, Meeting, Mistake
from clientpulse.records.commitments import CLIENT, US
from clientpulse.services import lookup, text
from clientpulse.services.facts.reading import facts_of
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views import agenda as kinds
from clientpulse.views.agenda import AgendaLine, AgendaView, NumberedPoint
from clientpulse.views.listed import Listed
from clientpulse.views.turns import ComingAgenda

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

# What stands before what is owed in a message: by us, by them, and what they want to know.
_IN_A_MESSAGE = {
    "en": ("from us", "from you", "your questions"),
    "it": ("da parte nostra", "da parte Sua", "le Sue domande"),
    "de": ("von uns", "von Ihnen", "Ihre Fragen"),
}


def agenda(
    reader: Reader,
    today: date,
    policy: Policy,
    found: lookup.Found,
    facts: Facts | None = None,
    now: datetime | None = None,
    meeting: Meeting | None = None,
) -> AgendaView:
    """Put together what there is to talk about at a client's next meeting.

    Args:
        facts: What is known about the client, where it was read already.
        now: As for `next_meeting`.
        meeting: Which one it is for; None for the next.

    Returns:
        The agenda; it always ends with the client's questions and with sore spots.
    """
    meeting = meeting or next_meeting(reader, found.id, today, now)
    owed = queries.commitments.select(reader, client_id=found.id)
    mistakes = queries.mistakes.select(reader, client_id=found.id, only_open=True)
    points = enumerate(queries.agenda.select(reader, found.id), 1)
    known = facts_of(reader, found.id, policy, today) if facts is None else facts
    lines = (
        *_booked(meeting),
        *(AgendaLine(kinds.POINT, one.what, number, one.id) for number, one in points),
        *(_owed(kinds.PROMISE, one) for one in owed if one.owed_by == US),
        *(_owed(kinds.ASK, one) for one in owed if one.owed_by == CLIENT),
        *map(_mistake, mistakes[::-1]),
        *_feedback(known, policy, today, today if meeting is None else meeting.planned_on),
        AgendaLine(kinds.QUESTIONS),
        AgendaLine(kinds.SORE_SPOTS),
    )
    return AgendaView(today, found.name, found.key, meeting, lines)


def coming(reader: Reader, today: date) -> Listed[ComingAgenda]:
    """List whom we meet next, the first one first, and who else has points on the agenda."""
    points = {one[0]: one for one in queries.agenda.open_by_client(reader)}
    found: dict[int, ComingAgenda] = {}
    for one in queries.meetings.select(reader, archived=False):
        if one.planned_on >= today and one.client_id not in found:
            count = points.pop(one.client_id)[3] if one.client_id in points else 0
            met = one.planned_on, one.planned_time
            found[one.client_id] = ComingAgenda(one.client, one.key, *met, count)
    others = (ComingAgenda(name, key, None, None, n) for _, name, key, n in points.values())
    return Listed(today, (*found.values(), *others))


def next_meeting(
    reader: Reader, client_id: int, today: date, now: datetime | None = None
) -> Meeting | None:
    """Return the next booked meeting with a client, today's included.

    Args:
        now: Leave out those of today whose time is past; those without a time are still to come.
    """

    def is_past(one: Meeting) -> bool:
        if now is None or one.planned_on > today or one.planned_time is None:
            return one.planned_on < today
        return (one.planned_on, one.planned_time) < (today, f"{now:%H:%M}")

    booked = queries.meetings.select(reader, client_id=client_id)
    return next((one for one in booked if not is_past(one)), None)


def agenda_lines(view: AgendaView, language: str | None = None) -> tuple[str, ...]:
    """Return what a client may read of an agenda, for a message.

    What went wrong, what we want to hear and how late anything is stay between us, and so does
    what an event is called in our own calendar.

    Args:
        language: The message's: ``it``, ``de-AT``; English where it is another one.

    Returns:
        What was noted, what we bring, what we need from them, and their questions.
    """
    code = (language or "en").partition("-")[0].lower()
    ours, theirs, questions = _IN_A_MESSAGE.get(code, _IN_A_MESSAGE["en"])
    before = {kinds.PROMISE: f"{ours}: ", kinds.ASK: f"{theirs}: "}
    owed = (f"{before[line.kind]}{line.what}" for line in view.of(kinds.PROMISE, kinds.ASK))
    return (*noted(view), *owed, questions)


def noted(view: AgendaView) -> tuple[str, ...]:
    """Return the topics that a client may read, without what both sides owe."""
    typed = view.meeting is not None and view.meeting.source is None
    told = view.of(*([kinds.MEETING] if typed else []), kinds.POINT)
    return tuple(line.what or "" for line in told)


def add_point(unit: UnitOfWork, new: AgendaPoint) -> NumberedPoint:
    """Note something for a client's next meeting."""
    added = unit.insert(text.checked_record(new))
    unit.describe(f"added a point to the agenda with {added.client}")
    return NumberedPoint(added, len(queries.agenda.select(unit.reader, added.client_id)))


def edit_point(unit: UnitOfWork, before: NumberedPoint, what: str) -> NumberedPoint:
    """Word a point anew."""
    point = unit.update(before.point, **text.checked(AgendaPoint, {"what": what}))
    unit.describe(f"edited a point of the agenda with {point.client}")
    return NumberedPoint(point, before.number)


def delete_point(unit: UnitOfWork, client: lookup.Found, typed: str) -> NumberedPoint:
    """Take a point off the agenda, by its number there."""
    found = point(unit.reader, client, typed)
    unit.delete(found.point)
    unit.describe(f"deleted a point of the agenda with {client.name}")
    return found


def point(reader: Reader, client: lookup.Found, typed: str) -> NumberedPoint:
    """Find a point by its number on the agenda."""
    digits = typed.strip()
    if not (digits.isascii() and digits.isdecimal()):
        raise InputError(
            f"{quoted(typed)} isn't the number of a point",
            f"for the numbers: pulse agenda {shell_word(client.key)}",
        )
    points = queries.agenda.select(reader, client.id)
    # No point has a number of many digits, and it takes long to read.
    number = int(digits[:10])
    if not 1 <= number <= len(points):
        raise NotFoundError(
            f"there is no point {quoted(digits)} on the agenda with {client.key}",
            f"for the numbers: pulse agenda {shell_word(client.key)}"
            if points
            else f"note one: pulse agenda {shell_word(client.key)} add TEXT",
        )
    return NumberedPoint(points[number - 1], number)


def close_points(unit: UnitOfWork, client_id: int, held_on: date) -> None:
    """Close the points that were there when a meeting was held, which is logged already."""
    points = queries.agenda.to_close(unit.reader, client_id, held_on)
    if points:
        unit.update_all(AgendaPoint, points, covered_on=held_on)


def reopen_points(unit: UnitOfWork, client_id: int, held_on: date) -> None:
    """Open the points again that a meeting covered, now that it is gone or on another day."""
    points = queries.agenda.to_reopen(unit.reader, client_id, held_on)
    if points:
        unit.update_all(AgendaPoint, points, covered_on=None)


def _booked(meeting: Meeting | None) -> Iterator[AgendaLine]:
    if meeting is not None and meeting.agenda:
        yield AgendaLine(kinds.MEETING, meeting.agenda, id=meeting.id, due_on=meeting.planned_on)


def _owed(kind: str, one: Commitment) -> AgendaLine:
    return AgendaLine(kind, one.what, id=one.id, due_on=one.due_on)


def _mistake(one: Mistake) -> AgendaLine:
    return AgendaLine(kinds.MISTAKE, one.what, id=one.id, due_on=one.fix_by, since=one.told_on)


def _feedback(facts: Facts, policy: Policy, today: date, until: date) -> Iterator[AgendaLine]:
    """Find what to ask at the meeting: whatever is due by then, and each project not talked about.

    A client whose reminders rest is met all the same.
    """
    awake = replace(facts, snoozed_until=None, paused=False, archived=False)
    items = sorted(items_for(awake, policy, today), key=lambda one: (one.due_on, one.ref_id or 0))
    for item in items:
        if item.rule == "feedback" and item.act_by <= until:
            yield AgendaLine(kinds.FEEDBACK, due_on=item.due_on, since=item.last_on)
        elif item.rule == "project_feedback" and (
            item.act_by <= until or not is_second_question(item)
        ):
            yield AgendaLine(
                kinds.PROJECT_FEEDBACK, item.what, None, item.ref_id, item.due_on, item.since
            )
