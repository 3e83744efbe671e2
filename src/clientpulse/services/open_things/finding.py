"""What can be meant of a client, by noun: as of a day, with what each is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from clientpulse.cadence.channel import VOICE
from clientpulse.cadence.moments import DAYS_AHEAD_OF_IT
from clientpulse.cadence.rules.messages import ANSWERED_WITHIN_DAYS
from clientpulse.cadence.wording import weekday_date
from clientpulse.records import Commitment, Mistake, Touchpoint
from clientpulse.records.commitments import US
from clientpulse.services import occasions
from clientpulse.services.open_things.thing import OpenThing, in_full
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter
from clientpulse.views.reminders import Occasion

NEAR = timedelta(days=7)
"""What comes within it is meant rather than what comes later."""


def _owed(one: Commitment, today: date) -> OpenThing:
    state = "promised" if one.owed_by == US else "asked for"
    ended = one.done_on or one.dropped_on
    if ended is not None:
        state = "dropped" if one.done_on is None else "kept" if one.owed_by == US else "received"
    day = ended or one.due_on
    about = state if day is None else f"{state}, {weekday_date(day, today)}"
    return OpenThing(str(one.id), one.what, about, in_full(day))


def owed(
    reader: Reader, today: date, client_id: int, *, owed_by: str | None = None
) -> Iterator[OpenThing]:
    """Find what is owed: both ways, or by one side."""
    for one in queries.commitments.select(reader, client_id=client_id, owed_by=owed_by):
        yield _owed(one, today)


def ended(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find what was owed and no longer is."""
    for one in queries.commitments.select(reader, client_id=client_id, only_open=False):
        if not one.open:
            yield _owed(one, today)


def open_both_ways(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find what is owed, and what the client wrote that waits for an answer."""
    yield from owed(reader, today, client_id)
    since = date.fromordinal(max(1, today.toordinal() - ANSWERED_WITHIN_DAYS))
    scope = Scope(client_id, today)
    for message in queries.messages.waiting(reader, scope, since).get(client_id, ()):
        written = queries.values.read_one(reader, Touchpoint, message.id)
        if written is not None:
            yield _happened(written, today, "t")


def _happened(one: Touchpoint, today: date, letter: str = "", *, meant: bool = True) -> OpenThing:
    way = "from them" if one.direction == "inbound" else "from you"
    about = f"{one.channel} {way}, {weekday_date(one.occurred_on, today)}"
    return OpenThing(
        f"{letter}{one.id}", one.note or "", about, in_full(one.occurred_on), meant=meant
    )


def history(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find what was logged; meant is the latest of it, all of one day where that is several."""
    latest = None
    for one in queries.touchpoints.select(reader, HistoryFilter(client_id=client_id)):
        latest = latest or one.occurred_on
        yield _happened(one, today, meant=one.occurred_on == latest)


def shared(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find what was shared with a client."""
    for one in queries.touchpoints.shared(reader, client_id):
        yield replace(_happened(one, today), what=one.shared or "")


def conversations(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find what was said, not written."""
    for one in queries.touchpoints.select(reader, HistoryFilter(client_id=client_id)):
        if one.channel in VOICE:
            yield _happened(one, today)


def _wrong(one: Mistake, today: date) -> OpenThing:
    day = one.happened_on or one.entered_on
    state = "not told" if one.told_on is None else "not fixed"
    return OpenThing(str(one.id), one.what, f"{weekday_date(day, today)}, {state}", in_full(day))


def mistakes(
    reader: Reader, today: date, client_id: int, *, told: bool | None = None
) -> Iterator[OpenThing]:
    """Find the mistakes that aren't fixed: all, or those that were told, or weren't."""
    for one in queries.mistakes.select(reader, client_id=client_id, only_open=True)[::-1]:
        if told is None or told == (one.told_on is not None):
            yield _wrong(one, today)


def to_fix(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find the mistakes they know of; else the others, of which fixing says what comes before."""
    known = tuple(mistakes(reader, today, client_id, told=True))
    yield from known or mistakes(reader, today, client_id)


def booked(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find the meetings in the diary."""
    for one in queries.meetings.select(reader, client_id=client_id):
        at = f" {one.planned_time}" if one.planned_time else ""
        about = f"{weekday_date(one.planned_on, today)}{at}"
        what = ", ".join(filter(None, (one.agenda, one.place)))
        yield OpenThing(str(one.id), what, about, in_full(one.planned_on))


def running(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find the projects that aren't finished."""
    for one in queries.projects.select(reader, client_id=client_id):
        if one.finished_on is None:
            about = f"since {weekday_date(one.started_on, today)}"
            yield OpenThing(str(one.id), one.name, about, in_full(one.started_on))


def _remembered(one: Occasion, today: date, *, meant: bool = True) -> OpenThing:
    what = one.what if one.reminder is not None else f"{one.person}'s birthday"
    day = one.next_on or one.done_on
    whom = f"{one.person}, " if one.reminder is not None and one.person else ""
    about = f"{whom}{'' if day is None else weekday_date(day, today)}"
    return OpenThing(one.ref, what, about, in_full(day), meant=meant)


def to_remember(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find what can be done now; meant is what came up or comes soon, if anything does."""
    found = occasions.listed(reader, today, client_id=client_id, archived=True).items
    near = [one for one in found if _can_be_done(one, today)]
    soon = [one for one in near if one.next_on is not None and one.next_on <= today + NEAR]
    for one in near:
        yield _remembered(one, today, meant=not soon or one in soon)


def _can_be_done(one: Occasion, today: date) -> bool:
    if one.next_on is None:
        return False
    ahead = (one.next_on - today).days
    if one.reminder is None:
        return ahead <= DAYS_AHEAD_OF_IT
    early = one.reminder.yearly and one.reminder.done_on is not None
    return not early or ahead <= occasions.HALF_A_YEAR


def reminders(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find the reminders that aren't done; birthdays aren't among them."""
    for one in occasions.listed(reader, today, client_id=client_id, archived=True).items:
        if one.reminder is not None:
            yield _remembered(one, today)


def done_before(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find the reminders and birthdays that are done."""
    found = occasions.listed(
        reader, today, client_id=client_id, include_closed=True, archived=True
    ).items
    for one in found:
        if one.done_on is not None:
            yield _remembered(one, today)


def feedback(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find what the client said of our work."""
    for one in queries.feedback.select(reader, client_id=client_id):
        about = weekday_date(one.given_on, today)
        about += f", about {one.project}" if one.project else ""
        yield OpenThing(str(one.id), one.what, about, in_full(one.given_on))


def mentions(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find which services the client heard of."""
    for one in queries.services.mentions(reader, client_id=client_id):
        about = weekday_date(one.mentioned_on, today)
        yield OpenThing(str(one.id), one.service, about, in_full(one.mentioned_on))
