"""The agenda of the next meeting, as a card and as items."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import ago_words, short_date, span_words, weekday_date
from clientpulse.output import phrases, records
from clientpulse.output.card import Card, Section
from clientpulse.output.safe import lines as safe_lines
from clientpulse.output.safe import one_line
from clientpulse.views import agenda as kinds

if TYPE_CHECKING:
    from clientpulse.records import Meeting
    from clientpulse.views.agenda import AgendaLine, AgendaView, NumberedPoint

# What the client is asked at the end of every meeting.
QUESTIONS = "what would they like to know?"
SORE_SPOTS = "what could go better, and what do they hesitate to say?"

NO_DAY = "no day set"


def text(line: AgendaLine, today: date) -> str:
    """Say what a line of the agenda is about, in a few words of ours.

    Args:
        line: The line.
        today: The day it is.

    Returns:
        The words, harmless, on one line.
    """
    what = one_line(line.what or "")
    if line.kind in (kinds.PROMISE, kinds.ASK):
        who = "we owe" if line.kind == kinds.PROMISE else "they owe"
        return f"{who} {what}, {owed_by(line.due_on, today)}"
    if line.kind == kinds.MISTAKE:
        return f"{what}: {standing(line, today)}"
    if line.kind == kinds.FEEDBACK:
        return f"feedback on our work: {_last_heard(line, today)}"
    if line.kind == kinds.PROJECT_FEEDBACK:
        return f"feedback on {what}{_finished(line, today)}"
    return {kinds.QUESTIONS: QUESTIONS, kinds.SORE_SPOTS: SORE_SPOTS}.get(line.kind, what)


def owed_by(due_on: date | None, today: date) -> str:
    """Say by when something is owed: ``by Fri 27 Nov``, ``5 days overdue``, ``no day set``."""
    if due_on is None:
        return NO_DAY
    late = (today - due_on).days
    if late > 0:
        return f"{span_words(late)} overdue"
    return "today" if not late else f"by {weekday_date(due_on, today)}"


def standing(line: AgendaLine, today: date) -> str:
    """Say how far we are with a mistake: ``not told yet``, ``told 3 Nov, to fix by Mon 30 Nov``."""
    told = "not told yet" if line.since is None else f"told {short_date(line.since, today)}"
    if line.due_on is None:
        return told if line.since is None else f"{told}, not fixed yet"
    comma = "," if line.due_on < today else ""
    return f"{told}, to fix{comma} {owed_by(line.due_on, today)}"


def envelope(view: AgendaView) -> dict[str, Any]:
    """Return the envelope's fields of ``agenda``."""
    return {
        "meeting": None if view.meeting is None else records.meeting(view.meeting),
        "items": [
            {
                "kind": line.kind,
                "text": line.what if line.kind in _AS_TYPED else text(line, view.today),
                "number": line.number,
                "id": line.id,
                "due_on": None if line.due_on is None else line.due_on.isoformat(),
            }
            for line in view.lines
        ],
    }


def point_record(view: NumberedPoint) -> dict[str, Any]:
    """Return the fields of a point of our own."""
    one = view.point
    return {
        "id": one.id,
        "uid": one.uid,
        "client": one.client,
        "key": one.key,
        "number": view.number,
        "what": one.what,
        "added_on": one.added_on.isoformat(),
    }


def card(view: AgendaView) -> Card:
    """Lay an agenda out; what there is nothing of is left out, but never the last two lines."""
    today = view.today
    found = (
        Section("", (_meeting(view), *(_typed("About", one) for one in view.of(kinds.MEETING)))),
        Section("Our own points", _numbered(view.of(kinds.POINT))),
        Section("We owe them", _all_owed(view.of(kinds.PROMISE), today)),
        Section("They owe us", _all_owed(view.of(kinds.ASK), today)),
        Section("To make good", tuple(_mistake(one, today) for one in view.of(kinds.MISTAKE))),
        Section("To hear from them", tuple(_ask(one, today) for one in _heard(view))),
        Section("Always, at the end", (("Questions", QUESTIONS), ("Sore spots", SORE_SPOTS))),
    )
    title = f"Agenda with {one_line(view.client)} ({one_line(view.key)})"
    return Card(title, None, tuple(section for section in found if section.rows))


def when_and_where(meeting: Meeting, today: date) -> str:
    """Say when a booked meeting is, and where."""
    time = f" {meeting.planned_time}" if meeting.planned_time else ""
    place = f", {one_line(meeting.place)}" if meeting.place else ""
    ahead = ago_words((today - meeting.planned_on).days)
    return f"{weekday_date(meeting.planned_on, today)}{time}{place} ({ahead})"


_AS_TYPED = frozenset({kinds.MEETING, kinds.POINT})


def _meeting(view: AgendaView) -> tuple[str, str]:
    if view.meeting is not None:
        return "Next meeting", f"{when_and_where(view.meeting, view.today)} #{view.meeting.id}"
    key = phrases.shell_word(one_line(view.key))
    return "Next meeting", f"none is booked yet: pulse meeting book {key} fri 14:00"


def _typed(label: str, line: AgendaLine) -> tuple[str, str]:
    return label, " ".join(filter(None, map(str.strip, safe_lines(line.what or ""))))


def _numbered(lines: tuple[AgendaLine, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(_typed(str(line.number), line) for line in lines)


def _all_owed(lines: tuple[AgendaLine, ...], today: date) -> tuple[tuple[str, str], ...]:
    return tuple(
        (owed_by(line.due_on, today), f"{one_line(line.what or '')} #{line.id}") for line in lines
    )


def _mistake(line: AgendaLine, today: date) -> tuple[str, str]:
    label, _, rest = standing(line, today).partition(", ")
    more = f" ({rest})" if rest else ""
    return label, f"{one_line(line.what or '')}{more} #{line.id}"


def _heard(view: AgendaView) -> tuple[AgendaLine, ...]:
    return view.of(kinds.FEEDBACK, kinds.PROJECT_FEEDBACK)


def _ask(line: AgendaLine, today: date) -> tuple[str, str]:
    if line.kind == kinds.FEEDBACK:
        return "Our work", f"how do they find it? {_last_heard(line, today)}"
    return "A project", f"{one_line(line.what or '')}{_finished(line, today)}"


def _last_heard(line: AgendaLine, today: date) -> str:
    if line.since is None:
        return "never asked before"
    return f"last asked or heard {phrases.day_and_distance(line.since, today)}"


def _finished(line: AgendaLine, today: date) -> str:
    return "" if line.since is None else f", finished {phrases.day_and_distance(line.since, today)}"


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"agenda": envelope}
CARDS: dict[str, Callable[[Any], Card]] = {"agenda": card}
