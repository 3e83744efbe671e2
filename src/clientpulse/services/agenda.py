"""The agenda of the next meeting: what both sides owe, what went wrong, and what we noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rules.feedback import is_second_question
from clientpulse.records import Commitment, Meeting, Mistake
from clientpulse.services import lookup
from clientpulse.services.facts.reading import facts_of
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views import agenda as kinds
from clientpulse.views.agenda import AgendaLine, AgendaView

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
) -> AgendaView:
    """Put together what there is to talk about at a client's next meeting.

    Args:
        reader: The store.
        today: The day it is.
        policy: The rules of the house.
        found: The client.
        facts: What is known about the client, where it was read already.

    Returns:
        The agenda; it always ends with the client's questions and with sore spots.
    """
    meeting = next_meeting(reader, found.id, today)
    owed = queries.commitments.select(reader, client_id=found.id)
    mistakes = queries.mistakes.select(reader, client_id=found.id, only_open=True)
    known = facts_of(reader, found.id, policy, today) if facts is None else facts
    lines = (
        *_booked(meeting),
        *_points(reader, found.id),
        *(_owed(kinds.PROMISE, one) for one in owed if one.owed_by == "us"),
        *(_owed(kinds.ASK, one) for one in owed if one.owed_by == "client"),
        *map(_mistake, mistakes[::-1]),
        *_feedback(known, policy, today, today if meeting is None else meeting.planned_on),
        AgendaLine(kinds.QUESTIONS),
        AgendaLine(kinds.SORE_SPOTS),
    )
    return AgendaView(today, found.name, found.key, meeting, lines)


def next_meeting(reader: Reader, client_id: int, today: date) -> Meeting | None:
    """Return the next booked meeting with a client, today's included."""
    booked = queries.meetings.select(reader, client_id=client_id)
    return next((one for one in booked if one.planned_on >= today), None)


def agenda_lines(view: AgendaView, language: str | None = None) -> tuple[str, ...]:
    """Return what a client may read of an agenda, for a message.

    What went wrong, what we want to hear and how late anything is stay between us.

    Args:
        view: The agenda.
        language: The message's: ``it``, ``de-AT``; English where it is another one.

    Returns:
        What was noted, what we bring, what we need from them, and their questions.
    """
    code = (language or "en").partition("-")[0].lower()
    ours, theirs, questions = _IN_A_MESSAGE.get(code, _IN_A_MESSAGE["en"])
    before = {kinds.PROMISE: f"{ours}: ", kinds.ASK: f"{theirs}: "}
    told = view.of(kinds.MEETING, kinds.POINT, kinds.PROMISE, kinds.ASK)
    return (*(f"{before.get(line.kind, '')}{line.what}" for line in told), questions)


def _booked(meeting: Meeting | None) -> Iterator[AgendaLine]:
    if meeting is not None and meeting.agenda:
        yield AgendaLine(kinds.MEETING, meeting.agenda, id=meeting.id, due_on=meeting.planned_on)


def _points(reader: Reader, client_id: int) -> Iterator[AgendaLine]:
    for number, one in enumerate(queries.agenda.select(reader, client_id), 1):
        yield AgendaLine(kinds.POINT, one.what, number, one.id)


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
