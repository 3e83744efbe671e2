"""New events on their way into the store: held, booked, or the same as what is there already."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from clientpulse.cadence.channel import Channel, Direction
from clientpulse.records import Attendee, DiaryEntry, Meeting, Touchpoint
from clientpulse.records.limits import LONGEST_MINUTES, NAME_LENGTH, NOTE_LENGTH
from clientpulse.records.meetings import STATES
from clientpulse.services import agenda
from clientpulse.services.syncing.diary.invited import With
from clientpulse.services.syncing.taking import Taking, count_from, plain
from clientpulse.sources.gathered import Event
from clientpulse.store import queries
from clientpulse.views.syncing import Outcome

Day = tuple[int, date]


@dataclass(slots=True)
class _There:
    """A meeting, booked or held, of which an event may be.

    Attributes:
        typed: Somebody typed it; one of no time may be any event of its day.
    """

    time: str | None
    typed: bool
    meeting_id: int | None = None
    touchpoint_id: int | None = None
    cancelled: bool = False
    taken: bool = False


class Appointments:
    """Gathers what is new, and writes it many at a time."""

    def __init__(
        self, taking: Taking, source: str, stored: Iterable[DiaryEntry], outcome: Outcome
    ) -> None:
        self._taking, self._unit = taking, taking.unit
        self._source, self._outcome = source, outcome
        self._stored = list(stored)
        self._new: list[tuple[Event, With, bool]] = []
        self._touchpoints: list[dict[str, Any]] = []
        self._attendees: list[dict[str, Any]] = []
        self._meetings: list[dict[str, Any]] = []
        self._entries: list[dict[str, Any]] = []
        self._now = datetime.now(UTC)

    def add(self, event: Event, company: With, *, held: bool) -> None:
        """Take an event in that nobody knew of.

        Args:
            held: It counts as held.
        """
        self._new.append((event, company, held))

    def write(self) -> None:
        """Write down all that was taken in."""
        if not self._new:
            return
        pasts = queries.exchanges.without_past(self._unit.reader)
        self._ids = {
            one: self._unit.next_id(one) for one in (Touchpoint, Attendee, Meeting, DiaryEntry)
        }
        # What has the very time of something typed takes it before what only has its day.
        for event, company, held in sorted(self._new, key=self._fits, reverse=True):
            self._place(event, company, held=held)
        self._unit.insert_many(Touchpoint, self._touchpoints)
        self._unit.insert_many(Attendee, self._attendees)
        self._unit.insert_many(Meeting, self._meetings)
        self._unit.insert_many(DiaryEntry, self._entries)
        self._outcome.touchpoints += len(self._touchpoints)
        self._outcome.meetings += len(self._meetings)
        if self._touchpoints:
            self._touchpoints.sort(key=lambda row: row["occurred_on"])
            count_from(self._taking, self._touchpoints, pasts)
            self._close_points()

    def _fits(self, new: tuple[Event, With, bool]) -> bool:
        event, company, _ = new
        there = self._there.get((company.client_id, event.on), ())
        return any(one.time == event.time for one in there)

    def _place(self, event: Event, company: With, *, held: bool) -> None:
        there = self._elsewhere.get((event.uid, event.recurrence, company.client_id))
        there = there or self._same(event, company)
        if there is None:
            there = self._hold(event, company) if held else self._book(event, company)
            self._there.setdefault((company.client_id, event.on), []).append(there)
        there.taken = True
        self._entries.append(
            {
                "id": self._next(DiaryEntry),
                "source": self._source,
                "event": event.uid,
                "recurrence": event.recurrence,
                "client_id": company.client_id,
                "planned_on": event.on,
                "planned_time": event.time,
                "cancelled": False,
                "meeting_id": there.meeting_id,
                "touchpoint_id": there.touchpoint_id,
            }
        )

    def _same(self, event: Event, company: With) -> _There | None:
        """Find what is there already: of the same time, or typed for the day."""
        may_be_held = event.on <= self._taking.today
        there = [
            one
            for one in self._there.get((company.client_id, event.on), ())
            if not (one.cancelled and one.taken) and (may_be_held or one.meeting_id is not None)
        ]
        for one in there:
            if one.time == event.time and (event.time is not None or self._is_a_colleagues(one)):
                return one
        for one in there:
            if one.typed and not one.taken and (one.time is None or one.touchpoint_id is not None):
                return one
        return None

    def _is_a_colleagues(self, there: _There) -> bool:
        """Tell whether what has no time was perhaps read from somebody else's calendar."""
        return self._unit.author.is_one_of_several and not there.typed and not there.taken

    def _hold(self, event: Event, company: With) -> _There:
        number = self._next(Touchpoint)
        length = event.minutes if event.minutes and event.minutes <= LONGEST_MINUTES else None
        self._touchpoints.append(
            {
                "id": number,
                "uid": str(uuid.uuid4()),
                "client_id": company.client_id,
                "occurred_on": event.on,
                "occurred_time": event.time,
                "channel": Channel.MEETING.value,
                "direction": Direction.OUTBOUND.value,
                "reaching": True,
                "note": self._said(event.title, NOTE_LENGTH),
                "minutes": length,
                "source": self._source,
                "created_at": self._now,
            }
        )
        self._attendees += [
            {"id": self._next(Attendee), "touchpoint_id": number, "name": name}
            for name in company.names
        ]
        return _There(event.time, typed=False, touchpoint_id=number)

    def _book(self, event: Event, company: With) -> _There:
        number = self._next(Meeting)
        self._meetings.append(
            {
                "id": number,
                "uid": str(uuid.uuid4()),
                "client_id": company.client_id,
                "planned_on": event.on,
                "planned_time": event.time,
                "place": self._said(event.place, NAME_LENGTH),
                "agenda": self._said(event.title, NOTE_LENGTH),
                "state": "booked",
                "source": self._source,
                "created_at": self._now,
            }
        )
        return _There(event.time, typed=False, meeting_id=number)

    def _said(self, text: str, limit: int) -> str | None:
        """Return what a calendar says, where colleagues may see that."""
        return plain(text, limit) or None if self._unit.author.shares_subjects else None

    def _next(self, record: type[Touchpoint | Attendee | Meeting | DiaryEntry]) -> int:
        number = self._ids[record]
        self._ids[record] += 1
        return number

    def _close_points(self) -> None:
        """Close what stood on the agenda when a meeting was held, as logging it does."""
        first = queries.agenda.first_open(self._unit.reader)
        held = {(row["occurred_on"], row["client_id"]) for row in self._touchpoints}
        for on, client_id in sorted(held):
            if client_id in first and first[client_id] <= on.isoformat():
                agenda.close_points(self._unit, client_id, on)

    @cached_property
    def _elsewhere(self) -> dict[tuple[str, str, int], _There]:
        """What events of other calendars became, by the event and the client."""
        return {
            (one.event, one.recurrence, one.client_id): _There(
                one.planned_time,
                typed=False,
                meeting_id=one.meeting_id,
                touchpoint_id=one.touchpoint_id,
            )
            for one in self._stored
            if one.source != self._source and (one.meeting_id or one.touchpoint_id)
        }

    @cached_property
    def _there(self) -> dict[Day, list[_There]]:
        """What is booked and what was held, by the client and the day."""
        reader, found = self._unit.reader, dict[Day, list[_There]]()
        ours = [one for one in self._stored if one.source == self._source]
        taken = {one.touchpoint_id for one in ours}, {one.meeting_id for one in ours}
        cancelled = {one.meeting_id for one in self._stored if one.cancelled}
        days = [event.on for event, _, _ in self._new]
        clients = sorted({company.client_id for _, company, _ in self._new})
        for held in queries.diary.held(reader, clients, min(days), max(days)):
            there = _There(
                held.occurred_time,
                typed=held.source is None,
                touchpoint_id=held.id,
                taken=held.id in taken[0],
            )
            found.setdefault((held.client_id, held.occurred_on), []).append(there)
        for one in queries.meetings.select(reader, states=STATES):
            if one.touchpoint_id is None:
                is_off = one.state == "cancelled"
                there = _There(
                    one.planned_time,
                    typed=one.source is None,
                    meeting_id=one.id,
                    cancelled=is_off,
                    taken=one.id in (cancelled if is_off else taken[1]),
                )
                found.setdefault((one.client_id, one.planned_on), []).append(there)
        return found
