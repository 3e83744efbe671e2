"""The agenda of the next meeting, as a card and as items."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import ago_words, span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.card import Card, Row
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.safe import one_line
from clientpulse.output.screens import meetings
from clientpulse.quoting import shell_word
from clientpulse.views import agenda as kinds

if TYPE_CHECKING:
    from clientpulse.records import AgendaPoint, Meeting
    from clientpulse.views.agenda import AgendaLine, AgendaView, NumberedPoint

# What the client is asked at the end of every meeting.
QUESTIONS = "what would they like to know?"
SORE_SPOTS = "what could go better, and what do they hesitate to say?"


def text(line: AgendaLine, today: date) -> str:
    """Say what a line of the agenda is about; harmless, on one line."""
    what = one_line(line.what or "")
    if line.kind in (kinds.PROMISE, kinds.ASK):
        return owed(line.kind == kinds.PROMISE, what, line.due_on, today)
    if line.kind == kinds.MISTAKE:
        return f"{what}: {status_text(line, today)}"
    if line.kind == kinds.FEEDBACK:
        return f"feedback on our work: {_last_heard(line, today)}"
    if line.kind == kinds.PROJECT_FEEDBACK:
        return f"feedback on {what}{_finished(line, today)}"
    return {kinds.QUESTIONS: QUESTIONS, kinds.SORE_SPOTS: SORE_SPOTS}.get(line.kind, what)


def owed(by_us: bool, what: str, due_on: date | None, today: date) -> str:
    """Say what is owed: ``we owe the tax estimate, by Fri 27 Nov``; harmless, on one line."""
    return f"{'we' if by_us else 'they'} owe {one_line(what)}, {owed_by(due_on, today)}"


def owed_by(due_on: date | None, today: date) -> str:
    """Say by when something is owed: ``by Fri 27 Nov``, ``5 days overdue``, ``no day set``."""
    if due_on is None:
        return "no day set"
    late = (today - due_on).days
    if late > 0:
        return f"{span_words(late)} overdue"
    return "today" if not late else f"by {weekday_date(due_on, today)}"


def status_text(line: AgendaLine, today: date) -> str:
    """Say how far we are with a mistake: ``not told yet``, ``told Tue 3 Nov, not fixed yet``."""
    told = "not told yet" if line.since is None else f"told {weekday_date(line.since, today)}"
    if line.due_on is None:
        return told if line.since is None else f"{told}, not fixed yet"
    comma = "," if line.due_on < today else ""
    return f"{told}, to fix{comma} {owed_by(line.due_on, today)}"


_line: Fields[AgendaLine] = Fields("kind text? number id due_on")
_point: Fields[AgendaPoint] = Fields("id uid client key number? what added_on by")


def envelope(view: AgendaView) -> dict[str, Any]:
    """Return the fields of ``agenda``."""
    return {
        "meeting": None if view.meeting is None else meetings.record(view.meeting),
        "items": [
            _line(line, text=line.what if line.kind in _AS_TYPED else text(line, view.today))
            for line in view.lines
        ],
    }


def point_record(view: NumberedPoint) -> dict[str, Any]:
    """Return the fields of a point of our own."""
    return _point(view.point, number=view.number)


def card(view: AgendaView) -> Card:
    """Lay an agenda out; it always ends by asking the client."""
    today = view.today
    heard = view.of(kinds.FEEDBACK, kinds.PROJECT_FEEDBACK)
    points = (_typed(str(one.number), one) for one in view.of(kinds.POINT))
    state = (("State", remark) for remark in view.remarks)
    return Card.of(
        f"Agenda with {view.client} ({view.key})",
        (
            (
                "",
                (_meeting(view), *(_typed("About", one) for one in view.of(kinds.MEETING)), *state),
            ),
            ("Our own points", points),
            ("We owe them", (_owed(one, today) for one in view.of(kinds.PROMISE))),
            ("They owe us", (_owed(one, today) for one in view.of(kinds.ASK))),
            ("To fix", (_mistake(one, today) for one in view.of(kinds.MISTAKE))),
            ("To hear from them", (_ask(one, today) for one in heard)),
            ("Always, at the end", (("Questions", QUESTIONS), ("Sore spots", SORE_SPOTS))),
        ),
    )


def when_and_where(meeting: Meeting, today: date) -> str:
    """Say when a booked meeting is, and where."""
    when = phrases.day_and_time(meeting.planned_on, meeting.planned_time, today)
    place = f", {meeting.place}" if meeting.place else ""
    return f"{when}{place} ({ago_words((today - meeting.planned_on).days)})"


_AS_TYPED = frozenset({kinds.MEETING, kinds.POINT})


def _meeting(view: AgendaView) -> Row:
    if view.meeting is not None:
        return "Next meeting", f"{when_and_where(view.meeting, view.today)} #{view.meeting.id}"
    key = shell_word(view.key)
    return "Next meeting", f"none booked yet: pulse meeting book {key} fri 14:00"


def _typed(label: str, line: AgendaLine) -> Row:
    return label, " ".join(filter(None, map(str.strip, (line.what or "").splitlines())))


def _owed(line: AgendaLine, today: date) -> Row:
    return owed_by(line.due_on, today), f"{line.what} #{line.id}"


def _mistake(line: AgendaLine, today: date) -> Row:
    label, _, rest = status_text(line, today).partition(", ")
    more = f" ({rest})" if rest else ""
    return label, f"{line.what}{more} #{line.id}"


def _ask(line: AgendaLine, today: date) -> Row:
    if line.kind == kinds.FEEDBACK:
        return "Our work", f"how do they find it? {_last_heard(line, today)}"
    return "A project", f"{line.what}{_finished(line, today)}"


def _last_heard(line: AgendaLine, today: date) -> str:
    if line.since is None:
        return "never asked before"
    return f"last asked or heard {phrases.day_and_distance(line.since, today)}"


def _finished(line: AgendaLine, today: date) -> str:
    return "" if line.since is None else f", finished {phrases.day_and_distance(line.since, today)}"


SCREEN: Screen[AgendaView] = Screen("agenda", envelope, card)
