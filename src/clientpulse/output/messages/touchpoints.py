"""What is said after something was logged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from clientpulse.cadence.advice import next_words
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.wording import span_words
from clientpulse.dates import long_date
from clientpulse.output import phrases
from clientpulse.output.messages import settling
from clientpulse.output.messages.meetings import meeting
from clientpulse.output.messages.states import silence
from clientpulse.output.screens import history, meetings
from clientpulse.quoting import shell_word
from clientpulse.records import Meeting, Touchpoint
from clientpulse.views.log import LoggedView, RecapView

ANSWER, RECAP = "answer", "recap"


def record(view: LoggedView) -> dict[str, Any]:
    """Return the fields of ``log``."""
    return {
        "touchpoint": history.record(view.touchpoint),
        "next": [{"rule": one.rule, "due_on": one.due_on.isoformat()} for one in view.next_items],
        "meeting": None if view.booked is None else meetings.record(view.booked),
        "settled": list(map(settling.settled_record, view.settled)),
        "open": [settling.open_record(one, view.today) for one in view.still_open],
    }


def logged(view: LoggedView) -> Iterator[str]:
    """Echo what was logged and settled, and say what is still open, due next, and hidden."""
    yield from _logged(view)
    yield from silence(view.state, *view.off)


def _logged(view: LoggedView) -> Iterator[str]:
    yield from echo(view.touchpoint, view.held)
    yield from (settling.settled(one, view.today) for one in view.settled)
    if view.recap is not None:
        yield from _recap(view.recap)
    if view.booked is not None:
        yield f"Booked: {meeting(view.booked)}"
    waits = view.touchpoint.needs_answer
    answer = next((one for one in view.next_items if waits and one.rule == ANSWER), None)
    told = {RECAP} if view.recap is not None and view.recap.next is not None else set()
    still_open = [
        one
        for one in view.still_open
        if one.rule not in told and (answer is None or one.what != answer)
    ]
    yield from settling.still_open(still_open, view.touchpoint.key, view.today)
    if not view.next_items and not still_open:
        yield f"Nothing is due next; see: pulse show {shell_word(view.touchpoint.key)}"
        return
    if answer is not None:
        yield (
            f"They wait for an answer, due {_day(answer, view.today)};"
            f" if none is needed: pulse done t{answer.ref_id}"
        )
    untold = [one for one in view.next_items if one is not answer and one.rule not in told]
    yield from what_is_next(
        [one for one in untold if not settling.is_open(one, still_open)], view.today
    )


def echo(touchpoint: Touchpoint, held: Meeting | None) -> Iterator[str]:
    """Echo a touchpoint, and the booked meeting that it held."""
    yield f"Logged: {happened(touchpoint)}"
    if held is not None:
        yield f"The meeting booked for {long_date(held.planned_on)} is held."


def _recap(view: RecapView) -> Iterator[str]:
    """Say which conversation a recap was of, and which one waits for its own."""
    if view.of is not None:
        yield f"It is the recap of the {conversation(view.of)}."
    if view.next is not None:
        key = shell_word(view.next.key)
        yield f"The {conversation(view.next)} still waits: pulse draft recap {key} --log"


def conversation(spoken: Touchpoint) -> str:
    """Name a conversation by its channel, its day and its number."""
    name = phrases.channel(spoken.channel)
    return f"{name} of {long_date(spoken.occurred_on)} (number {spoken.id})"


def what_is_next(items: Sequence[DueItem], today: date) -> Iterator[str]:
    """Say what is late already, and what falls due next."""
    late = [item for item in items if item.days_overdue]
    if late:
        named = (f"{phrases.task(one.rule)} {span_words(one.days_overdue)}" for one in late)
        yield f"Late: {', '.join(named)}."
    item = next((item for item in items if not item.days_overdue), None)
    if item is not None:
        yield f"Next: {next_words(item)} {_day(item, today)}."


def _day(item: DueItem, today: date) -> str:
    return phrases.day_ahead(item.due_on, today)


def happened(touchpoint: Touchpoint) -> str:
    """Name a touchpoint in a line: what, with whom, when, its number."""
    what = phrases.touchpoint(touchpoint.channel, touchpoint.purpose)
    way = "from" if touchpoint.direction == "inbound" else "with"
    who = f" ({', '.join(touchpoint.attendees)})" if touchpoint.attendees else ""
    shared = history.shared(touchpoint).removeprefix("shared: ")
    shared = f". Shared: {shared}" if shared else ""
    agreed = f". Agreed: {'; '.join(touchpoint.agreed)}" if touchpoint.agreed else ""
    time = f" {touchpoint.occurred_time}" if touchpoint.occurred_time else ""
    return (
        f"{what} {way} {touchpoint.client}{who}, {long_date(touchpoint.occurred_on)}{time}"
        f" (number {touchpoint.id}){shared}{agreed}"
    )
