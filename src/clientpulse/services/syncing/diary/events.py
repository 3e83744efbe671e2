"""Events become meetings, and those of a first reading that are past become touchpoints.

An event is known by its UID and its place in the series. What is known is followed: it is moved,
cancelled and booked again as the calendar says, as long as nobody changed it by hand. What isn't
known is written down. At the first reading of a source, and of a client's, what is past counts as
held; later it is a booked meeting of which somebody has to say how it went.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clientpulse.config.sources import Source
from clientpulse.records import DiaryEntry
from clientpulse.services.syncing.diary import invited, sought
from clientpulse.services.syncing.diary.appointments import Appointments
from clientpulse.services.syncing.diary.following import Following
from clientpulse.services.syncing.taking import Taking
from clientpulse.sources.gathered import Event, Gathered
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.syncing import Outcome

LOOKED_FOR = "looked for"
"""The state by which is known whose addresses were looked for, and which events."""

FURTHEST = 31
"""How many days apart two occurrences of a series may be that are the same one, moved."""

Place = tuple[str, str]
"""A UID and a recurrence: which event."""


def take(taking: Taking, source: Source, gathered: Gathered, outcome: Outcome) -> None:
    """Write down what the events of a source say."""
    reader = taking.unit.reader
    states = {one.part: one.state for one in queries.sources.states(reader, source.name)}
    before, now = sought.read(states.get(LOOKED_FOR, "")), sought.now(reader, source)
    if gathered.items or gathered.gone:
        guests = invited.Guests(taking, source, before.people)
        is_first = not states or before.include != now.include
        _Diary(taking, source, guests, outcome, is_first=is_first).take(gathered)
    if gathered.states and (gathered.whole or LOOKED_FOR not in states):
        gathered.states[LOOKED_FOR] = sought.written(now)


def states(reader: Reader, source: Source, kept: Mapping[str, str]) -> dict[str, str]:
    """Return how far a calendar was read: not at all, where something else is looked for by now."""
    if sought.read(kept.get(LOOKED_FOR, "")) != sought.now(reader, source):
        return {}
    return {part: state for part, state in kept.items() if part != LOOKED_FOR}


class _Diary:
    """The events of one source, and what is stored of them."""

    def __init__(
        self,
        taking: Taking,
        source: Source,
        guests: invited.Guests,
        outcome: Outcome,
        *,
        is_first: bool,
    ) -> None:
        self._taking, self._source, self._guests = taking, source.name, guests
        self._outcome = outcome
        self._is_first = is_first
        stored = queries.diary.entries(taking.unit.reader)
        self._known: dict[Place, list[DiaryEntry]] = {}
        for one in stored:
            if one.source == source.name:
                self._known.setdefault((one.event, one.recurrence), []).append(one)
        self._following = Following(taking, stored, outcome)
        self._appointments = Appointments(taking, source.name, stored, outcome)
        self._uids = queries.clients.uids(taking.unit.reader)

    def take(self, gathered: Gathered) -> None:
        """Follow what is known, and write down what isn't."""
        events: dict[Place, Event] = {(one.uid, one.recurrence): one for one in gathered.items}
        if not self._is_first:
            self._pair(events)
        for place, event in events.items():
            for entry in self._known.get(place, ()):
                self._following.follow(entry, event, is_off=self._is_off(event, entry.client_id))
        if not self._is_first:
            uids = {one.uid for one in gathered.items} | gathered.gone
            for place, entries in self._known.items():
                whole = gathered.whole and bool(gathered.items)
                if place not in events and (whole or place[0] in uids):
                    for entry in entries:
                        self._following.cancel(entry)
        self._following.write()
        for place, event in events.items():
            if reason := self._take(event, {one.client_id for one in self._known.get(place, ())}):
                self._outcome.skipped[reason] += 1
        self._appointments.write()

    def _take(self, event: Event, known: set[int]) -> str:
        """Write down an event with those clients with whom it isn't, and say why not, if so."""
        if reason := self._guests.reason_against(event):
            return "" if known else reason
        clients = self._guests.clients(event)
        if not clients:
            return "" if known else "no client"
        reasons = [self._take_one(event, one) for one in clients if one.client_id not in known]
        return reasons[0] if reasons and all(reasons) else ""

    def _take_one(self, event: Event, company: invited.With) -> str:
        answer = self._guests.our_answer(event)
        if event.cancelled:
            return "cancelled"
        if answer == "declined" or company.declined:
            return "declined"
        mark = f"{event.uid} {event.recurrence} {self._uids.get(company.client_id, '')}"
        if self._taking.marks.has("event", mark):
            return "deleted here"
        is_past = event.on < self._taking.today
        if is_past and answer == "unanswered":
            return "not answered"
        held = is_past and (self._is_first or company.is_new)
        self._appointments.add(event, company, held=held)
        return ""

    def _is_off(self, event: Event, client_id: int) -> bool:
        """Tell whether an event isn't held, as far as a client is concerned."""
        if event.cancelled:
            return True
        if self._guests.our_answer(event) == "declined" and not self._guests.is_a_colleagues(event):
            return True
        return any(
            one.client_id == client_id and one.declined for one in self._guests.clients(event)
        )

    def _pair(self, events: Mapping[Place, Event]) -> None:
        """Know again the occurrences of a series that was moved as a whole.

        Each has another recurrence then. Those of one day are the same, then those nearest.
        """
        lost: dict[str, list[Place]] = {}
        for place in self._known:
            if place not in events:
                lost.setdefault(place[0], []).append(place)
        new: dict[str, list[Event]] = {}
        for place, event in events.items():
            if place not in self._known and place[0] in lost:
                new.setdefault(event.uid, []).append(event)
        for uid, candidates in new.items():
            for place, event in _nearest(self._known, lost[uid], candidates):
                entries = self._known.pop(place)
                self._known[event.uid, event.recurrence] = [
                    self._following.rename(entry, event.recurrence) for entry in entries
                ]


def _nearest(
    known: Mapping[Place, list[DiaryEntry]], lost: Iterable[Place], candidates: list[Event]
) -> list[tuple[Place, Event]]:
    """Put each of the lost together with the nearest of the new that is left."""
    by_day = {one.on: one for one in reversed(candidates)}
    ordered = sorted(lost, key=lambda place: known[place][0].planned_on)
    found: list[tuple[Place, Event]] = []
    left: list[Place] = []
    for place in ordered:
        event = by_day.pop(known[place][0].planned_on, None)
        if event is None:
            left.append(place)
        else:
            found.append((place, event))
    taken = {one.recurrence for _, one in found}
    rest = [one for one in candidates if one.recurrence not in taken]
    for place in left:
        on = known[place][0].planned_on
        near = [one for one in rest if abs((one.on - on).days) <= FURTHEST]
        if near:
            event = min(near, key=lambda one: abs((one.on - on).days))
            rest.remove(event)
            found.append((place, event))
    return found
