"""Importing touchpoints: row by row, a million of them in half a minute and in little memory."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from clientpulse.cadence.channel import Channel, Direction, reaches
from clientpulse.errors import ClientpulseError, InputError
from clientpulse.records import Client, Meeting, Touchpoint
from clientpulse.records.limits import NOTE_LENGTH
from clientpulse.services import agenda, text, touchpoints
from clientpulse.services.importing.already_there import AlreadyThere
from clientpulse.services.importing.matching import ClientFinder
from clientpulse.services.importing.memory import Memory
from clientpulse.services.importing.outcome import Outcome, Tally, counted
from clientpulse.store import queries
from clientpulse.store.queries.export import touchpoint_contents
from clientpulse.store.selection import Selection
from clientpulse.transfer.records import Entry, TouchpointRecord
from clientpulse.views.fates import Fate

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

# Measured: more rows at once are no faster, and fewer cost up to a tenth.
CHUNK = 5_000

Value = TypeVar("Value")


class _Row(NamedTuple):
    """A touchpoint whose every value may be stored. A tuple, because a file may hold a million."""

    client_id: int
    occurred_on: date
    channel: str
    direction: str
    mood: int | None
    minutes: int | None
    note: str | None
    at: str | None

    def fingerprint(self) -> int:
        """Return a number that rows share which are equal but for the time of day.

        It takes a tenth of a row's memory.
        Of a million rows any two that differ share one with a probability of 1 in 30 million. The
        hash of the tuple itself won't do: Python's hashes of -1 and -2 are the same. The note
        stands by itself, for in words one that says "None" would be equal to none at all.
        """
        *values, note, _ = self
        return hash(("\x1f".join(map(str, values)), note))

    def columns(self, number: int, uid: str, now: datetime) -> dict[str, Any]:
        """Return the row by column."""
        return {
            "id": number,
            "uid": uid,
            "client_id": self.client_id,
            "occurred_on": self.occurred_on,
            "occurred_time": self.at,
            "channel": self.channel,
            "direction": self.direction,
            "reaching": reaches(self.channel, self.direction),
            "note": self.note,
            "mood": self.mood,
            "minutes": self.minutes,
            "no_news": False,
            "created_at": now,
        }


class _Remembering(dict[str, Value]):
    """Reads each distinct text once: a million rows hold few different dates and channels.

    Only what could be read is remembered, so that a file full of nonsense stays small in memory.
    """

    def __init__(self, read: Callable[[str], Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, typed: str) -> Value:
        value = self[typed] = self._read(typed)
        return value


def import_touchpoints(
    unit: UnitOfWork,
    entries: Iterable[Entry],
    source: str,
    today: date,
    progress: Callable[[], None],
) -> Outcome:
    """Import the touchpoints of a file.

    A row is skipped when the store holds as many rows like it as the file had up to there. So a
    file can be imported twice, and two equal calls on one day are two calls. A row without a time
    of day is like a stored one with any.

    A client whose first touchpoints the file brings has a past that nobody wrote down here as it
    came: recaps, feedback and check-ups are asked for from today on.

    Args:
        source: From where the file is: a client may have been renamed since a list from there.
    """
    outcome = Outcome("touchpoints")
    outcome.of("touchpoints")
    arrival = _Arrival(unit)
    reader = _RowReader(unit, today, source)
    unit.expect_many()
    for number, entry in enumerate(entries):
        if number % CHUNK == 0:
            progress()
        if not isinstance(entry, TouchpointRecord):
            outcome.noted(entry)
            continue
        try:
            row = reader.read(entry)
        except ClientpulseError as error:
            outcome.refuse(entry.line, error.message)
            continue
        arrival.take(row, outcome.total)
    arrival.close(outcome, today)
    outcome.about.update(reader.clients)
    return outcome


class _Arrival:
    """The touchpoints of a file on their way into the store, written many at a time."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._next_id = unit.next_id(Touchpoint)
        self._stored = _Stored(unit, self._next_id)
        self._diary = _Diary(unit)
        self._uids = _new_uids()
        self._now = datetime.now(UTC)
        self._chunk: list[dict[str, Any]] = []
        self._reached: set[int] = set()
        self._taken: Counter[int] = Counter()

    def take(self, row: _Row, tally: Tally) -> None:
        """Take a row in, unless it is stored already."""
        if self._stored.holds(row):
            tally.skipped += 1
            return
        self._chunk.append(row.columns(self._next_id, next(self._uids), self._now))
        if reaches(row.channel, row.direction):
            self._reached.add(row.client_id)
        if row.channel == Channel.MEETING:
            self._diary.hold(row, self._next_id)
        self._next_id += 1
        self._taken[row.client_id] += 1
        tally.created += 1
        if len(self._chunk) == CHUNK:
            self._unit.insert_many(Touchpoint, self._chunk)
            self._chunk.clear()

    def close(self, outcome: Outcome, today: date) -> None:
        """Write the rest, and what follows from the touchpoints."""
        self._unit.insert_many(Touchpoint, self._chunk)
        new = self._stored.without_past
        never_asked = [one for one in queries.clients.never_asked(self._unit.reader) if one in new]
        self._unit.update_all(Client, never_asked, asked_from=today)
        touchpoints.count_from_first_contact(self._unit, self._reached)
        outcome.of("meetings").updated += self._diary.close(self._unit)
        outcome.fates += self._fates()

    def _fates(self) -> Iterator[Fate]:
        """Say how many were taken in, for which client."""
        for client_id, key, name in queries.clients.names(
            self._unit.reader, Selection(archived=None)
        ):
            if count := self._taken[client_id]:
                yield Fate(None, name, key, None, "new", (counted("touchpoints", count),))


def _new_uids() -> Iterator[str]:
    """Make random UUIDs, many at a time: a third of the cost of one by one."""
    while True:
        digits = os.urandom(16 * CHUNK).hex()
        for at in range(0, len(digits), 32):
            one = digits[at : at + 32]
            variant = "89ab"[int(one[16], 16) & 3]
            yield f"{one[:8]}-{one[8:12]}-4{one[13:16]}-{variant}{one[17:20]}-{one[20:]}"


class _RowReader:
    """Reads the texts of a row."""

    def __init__(self, unit: UnitOfWork, today: date, source: str) -> None:
        memory = Memory(unit.reader, source)
        self._clients = _Remembering(ClientFinder(unit.reader, memory).find)
        self._days = _Remembering(lambda text: _day(text, today))
        self._channels = _Remembering(text.channel)
        self._directions = _Remembering(text.direction)
        self._moods = _Remembering(text.mood)
        self._minutes = _Remembering(touchpoints.read_minutes)

    @property
    def clients(self) -> Iterable[int]:
        """The clients that were named so far."""
        return self._clients.values()

    def read(self, row: TouchpointRecord) -> _Row:
        """Read a row."""
        _, client, on, channel, direction, note, mood, minutes, at = row
        if note is not None and len(note) > NOTE_LENGTH:
            raise InputError(f"the note is too long: {len(note):,} characters of {NOTE_LENGTH:,}")
        return _Row(
            self._clients[client],
            self._days[on],
            Channel.CALL.value if channel is None else self._channels[channel],
            Direction.OUTBOUND.value if direction is None else self._directions[direction],
            None if mood is None else self._moods[mood],
            None if minutes is None else self._minutes[minutes],
            note,
            at,
        )


def _day(written: str, today: date) -> date:
    day = date.fromisoformat(written)
    if day > today:
        raise InputError(f"{day} is in the future: what is to come is booked, not imported")
    return day


class _Stored:
    """What the store held before, of the clients that occur in the file.

    Attributes:
        without_past: The clients about whom it held nothing; so the file brings their first ones.
    """

    def __init__(self, unit: UnitOfWork, first_new_id: int) -> None:
        self._reader = unit.reader
        self._first_new_id = first_new_id
        self._left = AlreadyThere()
        self._known: set[int] = set()
        self.without_past: set[int] = set()

    def holds(self, row: _Row) -> bool:
        """Tell whether a row like this one is there that no row of the file has met yet."""
        if row.client_id not in self._known:
            self._known.add(row.client_id)
            self._read(row.client_id)
        return bool(self._left) and self._left.meets(row.fingerprint(), row.at)

    def _read(self, client_id: int) -> None:
        is_empty = True
        for content in touchpoint_contents(self._reader, client_id, self._first_new_id):
            row = _Row(client_id, *content)
            self._left.add(row.fingerprint(), row.at)
            is_empty = False
        if is_empty:
            self.without_past.add(client_id)


class _Diary:
    """The booked meetings and what is on the agenda.

    A booked one is held when the file has a meeting on its day, and a meeting covers the points
    that were there, as it does when it is logged.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        self._booked: dict[tuple[int, date], list[int]] = {}
        self._held: list[tuple[int, int]] = []
        self._first_point = queries.agenda.first_open(unit.reader)
        self._covering: set[tuple[date, int]] = set()
        for one in queries.meetings.select(unit.reader):
            self._booked.setdefault((one.client_id, one.planned_on), []).append(one.id)

    def hold(self, row: _Row, touchpoint_id: int) -> None:
        """Note that a booked meeting of that day, if there is one, was this touchpoint."""
        booked = self._booked.get((row.client_id, row.occurred_on))
        if booked:
            self._held.append((booked.pop(0), touchpoint_id))
        first_point = self._first_point.get(row.client_id)
        if first_point is not None and first_point <= row.occurred_on.isoformat():
            self._covering.add((row.occurred_on, row.client_id))

    def close(self, unit: UnitOfWork) -> int:
        """Write that the meetings were held, now that their touchpoints are there."""
        for held_on, client_id in sorted(self._covering):
            agenda.close_points(unit, client_id, held_on)
        for meeting_id, touchpoint_id in self._held:
            unit.update_all(Meeting, [meeting_id], state="held", touchpoint_id=touchpoint_id)
        return len(self._held)
