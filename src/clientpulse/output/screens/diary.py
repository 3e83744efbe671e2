"""The diary by day: a line for each thing on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.advice import reason
from clientpulse.cadence.wording import in_short, near_word, weekday_date
from clientpulse.output import phrases
from clientpulse.output.look import QUIET, STRONG, of_status
from clientpulse.output.safe import one_line
from clientpulse.views.diary import AWAY, BIRTHDAY, DUE, MEETING, REMINDER

if TYPE_CHECKING:
    from clientpulse.records import Meeting
    from clientpulse.views.diary import Day, DiaryView, Entry

LONGEST_AGENDA = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A thing on a day, in harmless texts.

    Attributes:
        when: The time of a meeting; how pressing it is, of what is due.
        meaning: How the first of them looks.
        others: How the others look.
    """

    when: str
    who: str
    what: str
    meaning: str = ""
    others: str = ""


def counts(view: DiaryView) -> str:
    """Say how much there is on the days: ``3 meetings, 1 birthday and 4 to do``."""
    due = view.count(DUE)
    counted = phrases.counts(
        (view.count(MEETING), "meeting"),
        (view.count(BIRTHDAY), "birthday"),
        (view.count(REMINDER), "reminder"),
    )
    parts = [counted, f"{due} to do" if due else ""]
    return ", ".join(filter(None, parts)) or "nothing"


def day(one: Day, today: date) -> str:
    """Name a day: ``Fri 27 Nov, today``."""
    near = near_word(one.on, today)
    return f"{weekday_date(one.on, today)}{f', {near}' if near else ''}"


def line(one: Entry, on: date, today: date) -> Line:
    """Lay out a thing on a day."""
    if one.meeting is not None:
        return _meeting(one.meeting, today)
    who = one_line(one.client)
    if one.kind == AWAY:
        until = one.until if one.until is not None and one.until > on else None
        last = f"until {weekday_date(until, today)}" if until else ""
        return Line("", "day off", last, others=QUIET)
    if one.kind == DUE:
        first, *others = one.items
        more = f", and {len(others)} more" if others else ""
        said = f"{one_line(reason(first, today))}{more}"
        return Line(phrases.status(first.status), who, said, of_status(first.status))
    done = "greeted" if one.kind == BIRTHDAY else "done"
    said = f"birthday of {one.what}" if one.kind == BIRTHDAY else f"reminder: {one.what}"
    said = one_line(in_short(said, LONGEST_AGENDA))
    if one.is_done:
        return Line("", who, f"{said} · {done}", others=QUIET)
    return Line("", who, said)


def meeting(one: Meeting, today: date) -> str:
    """Name a meeting: ``Acme GmbH, Fri 27 Nov 14:00``."""
    when = phrases.day_and_time(one.planned_on, one.planned_time, today)
    return one_line(f"{one.client}, {when}")


def _meeting(one: Meeting, today: date) -> Line:
    held = one.state == "held"
    missed = not held and one.planned_on < today
    said = " · ".join(map(one_line, _about(one, held, missed)))
    look = QUIET if held else ""
    meaning = "due" if missed else look or STRONG
    return Line(one.planned_time or "", one_line(one.client), said, meaning, look)


def _about(one: Meeting, held: bool, missed: bool) -> Iterator[str]:
    yield "held" if held else "meeting, not logged yet" if missed else "meeting"
    if one.place:
        yield one.place
    if one.agenda and one.agenda.strip():
        yield in_short(one.agenda, LONGEST_AGENDA)
