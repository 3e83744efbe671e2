"""The brief before a call: a card of few lines, and all of it as fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.advice import reason
from clientpulse.cadence.items import LATER
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.card import Card, Row, labelled
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.screens import (
    agenda,
    ask_after,
    commitments,
    contacts,
    due,
    feedback,
    health,
    history,
    local_time,
    mistakes,
)
from clientpulse.output.screens.ask_after import in_short
from clientpulse.quoting import shell_word
from clientpulse.views import agenda as kinds

if TYPE_CHECKING:
    from clientpulse.records import Commitment, Contact, Feedback, Mistake, Touchpoint
    from clientpulse.views.brief import AskAfter, BriefView

FIELDS: Fields[BriefView] = Fields(
    "client=client.name key=client.key status meeting_interval=cadence.meeting"
    " update_interval=cadence.update update_from=cadence.update_from prefers=client.prefers"
    " timezone=client.timezone hours=client.hours length=client.message_length"
    " language=client.language address=client.address local_time? open_now? note=client.note"
)

# What a screen of 24 lines has room for; the whole is in the JSON and behind the commands named.
PEOPLE, OWED, MISTAKES, ASK_AFTER, DUE = 3, 3, 3, 4, 2
LAST_NOTE, OLDER_NOTE, NOTE, FEEDBACK, POINTS = 170, 90, 150, 100, 120

# What these rules are about is on the brief already, each in its own row.
_TOLD_ABOVE = frozenset({"promise", "chase", "make_good", "moment"})


_ask_after: Fields[AskAfter] = Fields("what on person birthday ref")


def card(view: BriefView) -> Card:
    """Lay a brief out; what isn't known is left out."""
    return Card.of(
        f"{view.client.name} ({view.client.key})",
        (
            ("", (*_people(view), *_how_they_are(view))),
            ("", (*_what_was(view), *_what_is_open(view))),
            ("", (*_agenda(view), *_due(view))),
        ),
        view.status,
        aligned=True,
    )


def envelope(view: BriefView) -> dict[str, Any]:
    """Return the fields of ``brief``."""
    meeting = agenda.envelope(view.agenda)
    return {
        **FIELDS(view, **local_time.record(view.local)),
        "contacts": list(map(contacts.record, view.contacts)),
        "touchpoints": list(map(history.record, view.touchpoints)),
        "moods": list(view.moods),
        "mood_trend": view.mood_trend,
        "promises": [commitments.record(one) for one in _owed_by(view, "us")],
        "asks": [commitments.record(one) for one in _owed_by(view, "client")],
        "mistakes": list(map(mistakes.record, view.mistakes)),
        "ask_after": list(map(_ask_after, view.ask_after)),
        "feedback": None if view.feedback is None else feedback.record(view.feedback),
        "health": health.record(view.health),
        "meeting": meeting["meeting"],
        "agenda": meeting["items"],
        "due": [due.record(one, view.today) for one in view.due],
    }


def _owed_by(view: BriefView, who: str) -> list[Commitment]:
    return [one for one in view.owed if one.owed_by == who]


def _command(view: BriefView, words: str) -> str:
    return f"pulse {words} {shell_word(view.client.key)}"


def _people(view: BriefView) -> Iterator[Row]:
    people = [_person(one) for one in view.contacts]
    yield from labelled("People", people, PEOPLE, _command(view, "show"))


def _person(one: Contact) -> str:
    known = filter(None, [one.role, one.phone or one.email])
    return " · ".join([one.name, *known])


def _how_they_are(view: BriefView) -> Iterator[Row]:
    client = view.client
    best = [f"best by {phrases.channel(client.prefers)}"] if client.prefers else []
    if likes := [*best, *phrases.message_style(client)]:
        yield "They like", " · ".join(likes)
    if there := _there(view):
        yield "There", there
    doing = f" · health {phrases.health_in_time(view.health)}" if view.health else ""
    yield "Cadence", f"{phrases.cadence(view.cadence)}{phrases.checkins(view.cadence)}{doing}"
    if client.note and client.note.strip():
        yield "Note", in_short(client.note, NOTE)


def _there(view: BriefView) -> str:
    client, local = view.client, view.local
    hours = client.hours or ""
    if local is None:
        return f"at work {hours}" if hours else ""
    return " · ".join(filter(None, [phrases.local_time(local, there=""), hours]))


def _what_was(view: BriefView) -> Iterator[Row]:
    for index, one in enumerate(view.touchpoints):
        yield "" if index else "Last", _touchpoint(one, view, OLDER_NOTE if index else LAST_NOTE)
    if not view.touchpoints:
        start = weekday_date(view.client.started_on, view.today)
        known = f"since the start ({start})" if view.client.clock_on is None else "known yet"
        yield "Last", f"no contact {known}"
    if view.moods:
        trend = f": {view.mood_trend}" if view.mood_trend else ""
        yield "Mood", f"{', '.join(map(phrases.mood, view.moods))}{trend}"


def _touchpoint(one: Touchpoint, view: BriefView, room: int) -> str:
    way = ", from them" if one.direction == "inbound" else ""
    head = f"{weekday_date(one.occurred_on, view.today)}, {phrases.channel(one.channel)}{way}"
    mood = f" · {phrases.mood(one.mood)}" if one.mood is not None else ""
    texts = filter(None, [history.note(one), history.shared(one), history.agreed(one)])
    said = " · ".join(in_short(text, room) for text in texts)
    by = history.by(one, view.me)
    said_by = f" · {by}" if by else ""
    return f"{head}{f': {said}' if said else ''}{mood}{phrases.read_from(one.source)}{said_by}"


def _what_is_open(view: BriefView) -> Iterator[Row]:
    more = _command(view, "commitment list")
    for label, who in (("We owe", "us"), ("They owe", "client")):
        owed = [_owed(one, view) for one in _owed_by(view, who)]
        yield from labelled(label, owed, OWED, more)
    wrong = [_mistake(one, view) for one in view.mistakes]
    yield from labelled("Went wrong", wrong, MISTAKES, _command(view, "mistake list"))
    if view.feedback is not None:
        yield "Feedback", _feedback(view.feedback, view)
    asked = [_to_ask_after(one, view) for one in view.ask_after]
    yield from labelled("Ask after", asked, ASK_AFTER, _command(view, "show"))


def _owed(one: Commitment, view: BriefView) -> str:
    when = agenda.owed_by(one.due_on, view.today)
    return f"{in_short(one.what, OLDER_NOTE)} · {when} #{one.id}"


def _mistake(one: Mistake, view: BriefView) -> str:
    return f"{in_short(one.what, OLDER_NOTE)} · {mistakes.status_text(one, view.today)} #{one.id}"


def _to_ask_after(one: AskAfter, view: BriefView) -> str:
    number = f" #{one.ref}" if one.ref else ""
    return f"{in_short(ask_after.in_words(one, view.today), NOTE)}{number}"


def _feedback(one: Feedback, view: BriefView) -> str:
    score = f"{one.score} of 10" if one.score is not None else ""
    project = f"on {one.project}" if one.project else ""
    head = ", ".join(filter(None, [score, project, weekday_date(one.given_on, view.today)]))
    return f"{head}: {in_short(one.what, FEEDBACK)}"


def _agenda(view: BriefView) -> Iterator[Row]:
    meeting = view.agenda.meeting
    when = "no meeting booked" if meeting is None else agenda.when_and_where(meeting, view.today)
    if meeting is not None:
        when += phrases.read_from(meeting.source)
    noted = [one.what or "" for one in view.agenda.of(kinds.MEETING, kinds.POINT)]
    yield "Agenda", f"{when}{': ' if noted else ''}{in_short('; '.join(noted), POINTS)}"


def _due(view: BriefView) -> Iterator[Row]:
    now = [one for one in view.due if one.status != LATER]
    told = [
        f"{one.status}: {reason(one, view.today)}" for one in now if one.rule not in _TOLD_ABOVE
    ]
    if told:
        yield from labelled("Due", told, DUE, _command(view, "show"))
    elif now:
        yield "Due", "nothing beyond the above"
    elif view.due:
        first = min(view.due, key=lambda one: one.due_on)
        yield "Due", f"nothing now; next: {reason(first, view.today)}"


SCREEN: Screen[BriefView] = Screen("brief", envelope, card)
