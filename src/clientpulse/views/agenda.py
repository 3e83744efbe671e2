"""What there is to talk about at the next meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import AgendaPoint, Meeting

KINDS = (
    *("meeting", "point", "promise", "ask", "mistake", "feedback", "project_feedback"),
    *("questions", "sore_spots"),
)
MEETING, POINT, PROMISE, ASK, MISTAKE, FEEDBACK, PROJECT_FEEDBACK = KINDS[:7]
QUESTIONS, SORE_SPOTS = KINDS[7:]


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One thing to talk about.

    Attributes:
        kind: One of ``KINDS``.
        what: What was typed: the point, what is owed, the mistake, the project; None where the
            kind says it all.
        number: Of a point of our own: its place among them, to drop it by.
        id: The number of the row it comes from.
        due_on: By when it is owed, to be fixed, or to be asked.
        since: When the client was told of the mistake, last gave feedback, or the project was
            finished.
    """

    kind: str
    what: str | None = None
    number: int | None = None
    id: int | None = None
    due_on: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda of a client's next meeting.

    Attributes:
        meeting: The next one that is booked.
        lines: In the order in which to talk about them; the last two ask the client.
        remarks: What is to be said of the client: that it is archived, paused ...
    """

    today: date
    client: str
    key: str
    meeting: Meeting | None
    lines: tuple[AgendaLine, ...]
    remarks: tuple[str, ...] = ()

    def of(self, *kinds: str) -> tuple[AgendaLine, ...]:
        """Return the lines of some kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)


@dataclass(frozen=True, slots=True)
class NumberedPoint:
    """A point of our own, and its number on the agenda."""

    point: AgendaPoint
    number: int
