"""The brief before a call: a card of few lines, and all of it as fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.advice import reason
from clientpulse.cadence.items import LATER
from clientpulse.cadence.wording import short_date, weekday_date
from clientpulse.output import phrases, records
from clientpulse.output.card import Card, Section
from clientpulse.output.relation import agenda as agenda_screen
from clientpulse.output.relation import commitments, feedback, mistakes
from clientpulse.output.relation.personal import ask_after, in_short
from clientpulse.output.safe import one_line
from clientpulse.views import agenda as kinds

if TYPE_CHECKING:
    from clientpulse.records import Commitment, Contact, Feedback, Mistake, Touchpoint
    from clientpulse.views.brief import BriefView

Row = tuple[str, str]

# What a screen of 24 lines has room for; the whole is in the JSON and behind the commands named.
PEOPLE, OWED, MISTAKES, ASK_AFTER, DUE = 3, 3, 3, 4, 2
LAST_NOTE, OLDER_NOTE, NOTE, FEEDBACK, POINTS = 170, 90, 150, 100, 120

# What these rules are about stands on the brief already, each in its own row.
_TOLD_ABOVE = frozenset({"promise", "chase", "make_good", "moment"})


def card(view: BriefView) -> Card:
    """Lay a brief out; what isn't known is left out."""
    client = view.client
    found = (
        Section("", (*_people(view), *_how_they_are(view))),
        Section("", (*_what_was(view), *_what_is_open(view))),
        Section("", (*_agenda(view), *_due(view))),
    )
    title = f"{one_line(client.name)} ({one_line(client.key)})"
    sections = tuple(section for section in found if section.rows)
    return Card(title, view.status, sections, aligned=True)


def envelope(view: BriefView) -> dict[str, Any]:
    """Return the envelope's fields of ``brief``."""
    client, local, cadence = view.client, view.local, view.cadence
    meeting = agenda_screen.envelope(view.agenda)
    return {
        "client": client.name,
        "key": client.key,
        "status": view.status,
        "meeting_interval": None if cadence.meeting is None else str(cadence.meeting),
        "update_interval": None if cadence.update is None else str(cadence.update),
        "update_from": cadence.update_from,
        "prefers": client.prefers,
        "timezone": client.timezone,
        "hours": client.hours,
        "length": client.message_length,
        "language": client.language,
        "local_time": None if local is None else local.text,
        "open_now": None if local is None else local.open,
        "note": client.note,
        "contacts": [records.contact(one) for one in view.contacts],
        "touchpoints": [records.touchpoint(one) for one in view.touchpoints],
        "moods": list(view.moods),
        "mood_trend": view.mood_trend,
        "promises": [commitments.record(one) for one in _owed_by(view, "us")],
        "asks": [commitments.record(one) for one in _owed_by(view, "client")],
        "mistakes": [mistakes.record(one) for one in view.mistakes],
        "ask_after": [
            {
                "what": one.what,
                "on": None if one.on is None else one.on.isoformat(),
                "person": one.person,
                "birthday": one.birthday,
            }
            for one in view.ask_after
        ],
        "feedback": None if view.feedback is None else feedback.record(view.feedback),
        "health": None if view.health is None else records.health(view.health),
        "meeting": meeting["meeting"],
        "agenda": meeting["items"],
        "due": [records.due_item(one, view.today) for one in view.due],
    }


def _owed_by(view: BriefView, who: str) -> list[Commitment]:
    return [one for one in view.owed if one.owed_by == who]


def _labelled(label: str, texts: Sequence[str], most: int, more: str) -> Iterator[Row]:
    """Put a label before the first of some texts, and say where the rest can be seen."""
    for index, text in enumerate(texts[:most]):
        yield "" if index else label, text
    if len(texts) > most:
        yield "", f"and {len(texts) - most} more: {more}"


def _command(view: BriefView, words: str) -> str:
    return f"pulse {words} {phrases.shell_word(one_line(view.client.key))}"


def _people(view: BriefView) -> Iterator[Row]:
    people = [_person(one) for one in view.contacts]
    yield from _labelled("People", people, PEOPLE, _command(view, "show"))


def _person(one: Contact) -> str:
    known = filter(None, [one.role, one.phone or one.email])
    return " · ".join([one_line(one.name), *map(one_line, known)])


def _how_they_are(view: BriefView) -> Iterator[Row]:
    client = view.client
    likes = [
        f"best by {phrases.channel(client.prefers)}" if client.prefers else "",
        f"{client.message_length} messages" if client.message_length else "",
        f"language {one_line(client.language)}" if client.language else "",
    ]
    if any(likes):
        yield "They like", " · ".join(filter(None, likes))
    there = _there(view)
    if there:
        yield "There", there
    yield "Cadence", " · ".join(filter(None, [phrases.cadence(view.cadence), _health(view)]))
    if client.note and client.note.strip():
        yield "Note", in_short(client.note, NOTE)


def _health(view: BriefView) -> str:
    if view.health is None:
        return ""
    change = phrases.health_change(view.health)
    return f"health {phrases.health(view.health)}{f', {change} in 90 days' if change else ''}"


def _there(view: BriefView) -> str:
    client, local = view.client, view.local
    hours = one_line(client.hours or "")
    if local is None:
        return f"at work {hours}" if hours else ""
    return " · ".join(filter(None, [phrases.local_time(local, there=""), hours]))


def _what_was(view: BriefView) -> Iterator[Row]:
    for index, one in enumerate(view.touchpoints):
        yield "" if index else "Last", _touchpoint(one, view, OLDER_NOTE if index else LAST_NOTE)
    if not view.touchpoints:
        yield "Last", f"never in touch since the start ({_day(view, view.client.started_on)})"
    if view.moods:
        trend = f": {view.mood_trend}" if view.mood_trend else ""
        yield "Mood", f"{', '.join(map(phrases.mood, view.moods))}{trend}"


def _touchpoint(one: Touchpoint, view: BriefView, room: int) -> str:
    way = ", from them" if one.direction == "inbound" else ""
    head = f"{weekday_date(one.occurred_on, view.today)}, {phrases.channel(one.channel)}{way}"
    mood = f" · {phrases.mood(one.mood)}" if one.mood is not None else ""
    return f"{head}{f': {in_short(one.note, room)}' if one.note else ''}{mood}"


def _what_is_open(view: BriefView) -> Iterator[Row]:
    more = _command(view, "commitment list")
    for label, who in (("We owe", "us"), ("They owe", "client")):
        owed = [_owed(one, view) for one in _owed_by(view, who)]
        yield from _labelled(label, owed, OWED, more)
    wrong = [_mistake(one, view) for one in view.mistakes]
    yield from _labelled("Went wrong", wrong, MISTAKES, _command(view, "mistake list"))
    if view.feedback is not None:
        yield "Feedback", _feedback(view.feedback, view)
    asked = [in_short(ask_after(one, view.today), NOTE) for one in view.ask_after]
    yield from _labelled("Ask after", asked, ASK_AFTER, _command(view, "show"))


def _owed(one: Commitment, view: BriefView) -> str:
    when = agenda_screen.owed_by(one.due_on, view.today)
    return f"{in_short(one.what, OLDER_NOTE)} · {when} #{one.id}"


def _mistake(one: Mistake, view: BriefView) -> str:
    return f"{in_short(one.what, OLDER_NOTE)} · {mistakes.standing(one, view.today)} #{one.id}"


def _feedback(one: Feedback, view: BriefView) -> str:
    score = f"{one.score} of 10" if one.score is not None else ""
    project = f"on {one_line(one.project)}" if one.project else ""
    head = ", ".join(filter(None, [score, project, _day(view, one.given_on)]))
    return f"{head}: {in_short(one.what, FEEDBACK)}"


def _agenda(view: BriefView) -> Iterator[Row]:
    agenda = view.agenda
    when = (
        "no meeting is booked"
        if agenda.meeting is None
        else agenda_screen.when_and_where(agenda.meeting, view.today)
    )
    noted = [one.what or "" for one in agenda.of(kinds.MEETING, kinds.POINT)]
    yield "Agenda", f"{when}{': ' if noted else ''}{in_short('; '.join(noted), POINTS)}"


def _due(view: BriefView) -> Iterator[Row]:
    now = [one for one in view.due if one.status != LATER]
    told = [
        one_line(f"{one.status}: {reason(one, view.today)}")
        for one in now
        if one.rule not in _TOLD_ABOVE
    ]
    if told:
        yield from _labelled("Due", told, DUE, _command(view, "show"))
    elif now:
        yield "Due", "nothing but what stands above"
    elif view.due:
        first = min(view.due, key=lambda one: one.due_on)
        yield "Due", f"nothing now; next: {one_line(reason(first, view.today))}"


def _day(view: BriefView, day: Any) -> str:
    return short_date(day, view.today)


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"brief": envelope}
CARDS: dict[str, Callable[[Any], Card]] = {"brief": card}
