"""What can be meant where a command asks for the number of an open thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clientpulse.cadence.channel import VOICE
from clientpulse.cadence.moments import DAYS_AHEAD_OF_IT
from clientpulse.cadence.rules.messages import ANSWERED_WITHIN_DAYS
from clientpulse.cadence.wording import in_short, weekday_date
from clientpulse.dates import long_date
from clientpulse.quoting import printable
from clientpulse.records import (
    Commitment,
    Contact,
    Meeting,
    Mistake,
    Project,
    Record,
    Reminder,
    Touchpoint,
)
from clientpulse.records.commitments import US
from clientpulse.services import occasions
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter
from clientpulse.views.reminders import Occasion

NEAR = timedelta(days=7)
"""What comes within it is meant rather than what comes later."""


@dataclass(frozen=True, slots=True)
class OpenThing:
    """One thing that may be meant.

    Attributes:
        ref: What it is called where it is typed: ``7``, ``t341``, ``b12``.
        what: Its text, in which the words that choose it are looked for.
        about: What else is known of it, where they are looked for too: its state, its day.
        day: That day in full.
        meant: Whether it is meant where no words choose.
    """

    ref: str
    what: str
    about: str
    day: str = ""
    meant: bool = True

    @property
    def said(self) -> str:
        """It in words, harmless."""
        what = printable(in_short(self.what))
        return f"{what} ({printable(self.about)})" if what else printable(self.about)

    @property
    def line(self) -> str:
        """It, to choose from."""
        return f"{self.ref:>5}  {self.said}"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a command asks for.

    Attributes:
        many: What several of them are called.
        none: What to say of a client with none, and what to do then.
        found: Returns those of a client, as of a day.
        records: What a number with this letter before it is; the first letter may be left out.
    """

    many: str
    none: tuple[str, str]
    found: Callable[[Reader, date, int], Iterator[OpenThing]]
    records: Mapping[str, type[Record]]


def _owed(one: Commitment, today: date) -> OpenThing:
    state = "promised" if one.owed_by == US else "asked for"
    ended = one.done_on or one.dropped_on
    if ended is not None:
        state = "dropped" if one.done_on is None else "kept" if one.owed_by == US else "received"
    day = ended or one.due_on
    about = state if day is None else f"{state}, {weekday_date(day, today)}"
    return OpenThing(str(one.id), one.what, about, _in_full(day))


def _owed_both_ways(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.commitments.select(reader, client_id=client_id):
        yield _owed(one, today)


def _kept(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.commitments.select(reader, client_id=client_id, owed_by="us"):
        yield _owed(one, today)


def _got(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.commitments.select(reader, client_id=client_id, owed_by="client"):
        yield _owed(one, today)


def _ended(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.commitments.select(reader, client_id=client_id, only_open=False):
        if not one.open:
            yield _owed(one, today)


def _open_both_ways(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find what is owed, and what the client wrote that waits for an answer."""
    yield from _owed_both_ways(reader, today, client_id)
    since = date.fromordinal(max(1, today.toordinal() - ANSWERED_WITHIN_DAYS))
    scope = Scope(client_id, today)
    for message in queries.open_items.messages(reader, scope, since).get(client_id, ()):
        written = queries.values.read_one(reader, Touchpoint, message.id)
        if written is not None:
            yield _happened(written, today, "t")


def _happened(one: Touchpoint, today: date, letter: str = "", *, meant: bool = True) -> OpenThing:
    way = "from them" if one.direction == "inbound" else "from you"
    about = f"{one.channel} {way}, {weekday_date(one.occurred_on, today)}"
    return OpenThing(
        f"{letter}{one.id}", one.note or "", about, _in_full(one.occurred_on), meant=meant
    )


def _history(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    """Find what was logged; meant is the latest of it, all of one day where that is several."""
    latest = None
    for one in queries.touchpoints.select(reader, HistoryFilter(client_id=client_id)):
        latest = latest or one.occurred_on
        yield _happened(one, today, meant=one.occurred_on == latest)


def _conversations(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.touchpoints.select(reader, HistoryFilter(client_id=client_id)):
        if one.channel in VOICE:
            yield _happened(one, today)


def _wrong(one: Mistake, today: date) -> OpenThing:
    day = one.happened_on or one.entered_on
    state = "not told" if one.told_on is None else "not fixed"
    return OpenThing(str(one.id), one.what, f"{weekday_date(day, today)}, {state}", _in_full(day))


def _mistakes(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.mistakes.select(reader, client_id=client_id, only_open=True)[::-1]:
        yield _wrong(one, today)


def _untold(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.mistakes.select(reader, client_id=client_id, only_open=True)[::-1]:
        if one.told_on is None:
            yield _wrong(one, today)


def _unfixed(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.mistakes.select(reader, client_id=client_id, only_open=True)[::-1]:
        if one.told_on is not None:
            yield _wrong(one, today)


def _booked(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.meetings.select(reader, client_id=client_id):
        at = f" {one.planned_time}" if one.planned_time else ""
        about = f"{weekday_date(one.planned_on, today)}{at}"
        what = ", ".join(filter(None, (one.agenda, one.place)))
        yield OpenThing(str(one.id), what, about, _in_full(one.planned_on))


def _running(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in queries.projects.select(reader, client_id=client_id):
        if one.finished_on is None:
            about = f"since {weekday_date(one.started_on, today)}"
            yield OpenThing(str(one.id), one.name, about, _in_full(one.started_on))


def _remembered(one: Occasion, today: date, *, meant: bool = True) -> OpenThing:
    what = one.what if one.reminder is not None else f"{one.person}'s birthday"
    day = one.next_on or one.done_on
    whom = f"{one.person}, " if one.reminder is not None and one.person else ""
    about = f"{whom}{'' if day is None else weekday_date(day, today)}"
    return OpenThing(one.ref, what, about, _in_full(day), meant=meant)


def _to_remember(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
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


def _reminders(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    for one in occasions.listed(reader, today, client_id=client_id, archived=True).items:
        if one.reminder is not None:
            yield _remembered(one, today)


def _done_before(reader: Reader, today: date, client_id: int) -> Iterator[OpenThing]:
    found = occasions.listed(
        reader, today, client_id=client_id, include_closed=True, archived=True
    ).items
    for one in found:
        if one.done_on is not None:
            yield _remembered(one, today)


def _in_full(day: date | None) -> str:
    """Write a day so that any way to name it is found in it: ``fri``, ``4 dec``, the ISO form."""
    return "" if day is None else f"{long_date(day)} {day}"


_OWED = {"": Commitment}
_MISTAKE = {"": Mistake}
_OCCASION = {"r": Reminder, "b": Contact}
_TOUCHPOINT = {"": Touchpoint}
_ALL_OWED = "for what was: pulse commitment list {key} --all"
_ALL_WRONG = "for all there were: pulse mistake list {key} --all"

DONE = Kind(
    "open things",
    ("nothing is open with {name}", _ALL_OWED),
    _open_both_ways,
    {"": Commitment, "t": Touchpoint},
)
OWED = Kind(
    "open promises and requests",
    ("no promise and no request is open with {name}", _ALL_OWED),
    _owed_both_ways,
    _OWED,
)
KEPT = Kind("open promises", ("{name} was promised nothing that is open", _ALL_OWED), _kept, _OWED)
GOT = Kind("open requests", ("{name} owes nothing", _ALL_OWED), _got, _OWED)
ENDED = Kind(
    "promises and requests that ended",
    ("no promise and no request with {name} has ended", "see 'pulse commitment list {key}'"),
    _ended,
    _OWED,
)
MISTAKE = Kind("open mistakes", ("no mistake with {name} is open", _ALL_WRONG), _mistakes, _MISTAKE)
TOLD = Kind(
    "untold mistakes",
    ("there is no mistake that {name} wasn't told of", _ALL_WRONG),
    _untold,
    _MISTAKE,
)
FIXED = Kind(
    "mistakes to fix",
    (
        "{name} knows of no mistake that isn't fixed",
        "one is told before it is fixed: pulse mistake list {key}",
    ),
    _unfixed,
    _MISTAKE,
)
BOOKED = Kind(
    "booked meetings",
    ("no meeting with {name} is booked", "book one: pulse meeting book {key} WHEN"),
    _booked,
    {"": Meeting},
)
REMEMBERED = Kind(
    "reminders and birthdays",
    ("there is nothing to remember with {name} now", "see 'pulse remind list {key}'"),
    _to_remember,
    _OCCASION,
)
REMINDER = Kind(
    "reminders",
    ("no reminder of {name} is open", "set one: pulse remind {key} DATE WHAT"),
    _reminders,
    _OCCASION,
)
REMEMBERED_BEFORE = Kind(
    "reminders and birthdays that are done",
    ("no reminder of {name} is done", "see 'pulse remind list {key}'"),
    _done_before,
    _OCCASION,
)
RUNNING = Kind(
    "running projects",
    ("no project of {name} is running", "start one: pulse project start {key} NAME"),
    _running,
    {"": Project},
)
LOGGED = Kind(
    "touchpoints",
    ("nothing was logged with {name} yet", "log it: pulse log {key}"),
    _history,
    _TOUCHPOINT,
)
CONVERSATION = Kind(
    "conversations",
    ("no conversation with {name} was logged", "log it: pulse log {key}"),
    _conversations,
    _TOUCHPOINT,
)
