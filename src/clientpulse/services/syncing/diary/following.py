"""Meetings that follow the calendar they were read from, until somebody changes them by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clientpulse.records import DiaryEntry, Meeting
from clientpulse.records.meetings import STATES
from clientpulse.services.syncing.taking import Taking
from clientpulse.sources.gathered import Event
from clientpulse.store import queries
from clientpulse.store.queries.values import grouped
from clientpulse.views.syncing import Outcome


class Following:
    """Moves and cancels meetings, and books them again."""

    def __init__(self, taking: Taking, stored: Iterable[DiaryEntry], outcome: Outcome) -> None:
        self._unit, self._today, self._outcome = taking.unit, taking.today, outcome
        self._configured = taking.configured
        booked = queries.meetings.select(self._unit.reader, states=STATES)
        self._meetings = {one.id: one for one in booked}
        self._entries = {one.id: one for one in stored}
        self._of_meeting = grouped((one.meeting_id, one.id) for one in self._entries.values())
        self._changed: dict[int, DiaryEntry] = {}

    def rename(self, entry: DiaryEntry, recurrence: str) -> DiaryEntry:
        """Note by which recurrence an occurrence is known from now on."""
        self._unit.update(entry, recurrence=recurrence)
        self._entries[entry.id] = renamed = replace(entry, recurrence=recurrence)
        return renamed

    def follow(self, entry: DiaryEntry, event: Event, *, is_off: bool) -> None:
        """Do with a meeting what the calendar did."""
        if is_off:
            self.cancel(entry, for_all=event.cancelled)
            return
        when = event.on, event.time
        if not entry.cancelled and when == (entry.planned_on, entry.planned_time):
            return
        meeting = self._meetings.get(entry.meeting_id or 0)
        if meeting is not None and self._is_untouched(meeting, entry):
            values = {"planned_on": event.on, "planned_time": event.time, "state": "booked"}
            self._change(meeting, **values)
        self._note(entry, planned_on=event.on, planned_time=event.time, cancelled=False)

    def cancel(self, entry: DiaryEntry, *, for_all: bool = False) -> None:
        """Cancel a meeting that is still ahead, unless another calendar has it still.

        Args:
            for_all: The event itself was cancelled. Where only we don't come, or have it no more,
                a colleague may, from whose calendar the meeting is.
        """
        if entry.cancelled or entry.planned_on < self._today:
            return
        meeting = self._meetings.get(entry.meeting_id or 0)
        self._note(entry, cancelled=True)
        if meeting is None or not (for_all or self._is_ours(meeting)):
            return
        if meeting.state == "booked" and meeting.planned_on >= self._today:
            others = (self._entries[one] for one in self._of_meeting[meeting.id])
            if all(one.cancelled for one in others if one.source in self._configured):
                self._change(meeting, state="cancelled")

    def write(self) -> None:
        """Write down what changed."""
        for entry in self._changed.values():
            self._unit.update(
                entry,
                planned_on=entry.planned_on,
                planned_time=entry.planned_time,
                cancelled=entry.cancelled,
            )

    def _is_ours(self, meeting: Meeting) -> bool:
        me = self._unit.author
        return not me.is_one_of_several or me.is_called(meeting.by)

    def _is_untouched(self, meeting: Meeting, entry: DiaryEntry) -> bool:
        """Tell whether a meeting is as the calendar last said, or nobody but it cancelled it."""
        if meeting.state == "cancelled":
            return entry.cancelled
        return (
            meeting.state == "booked"
            and meeting.planned_on == entry.planned_on
            and meeting.planned_time in {entry.planned_time, None}
        )

    def _change(self, meeting: Meeting, **values: object) -> None:
        after = replace(meeting, **values)  # type: ignore[arg-type]
        if after != meeting:
            self._meetings[meeting.id] = self._unit.update(meeting, **values)
            self._outcome.meetings += 1

    def _note(self, entry: DiaryEntry, **values: object) -> None:
        after = replace(entry, **values)  # type: ignore[arg-type]
        self._changed[entry.id] = self._entries[entry.id] = after
