"""What is known about one client on one day: all that the rules look at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from clientpulse.cadence.open_items import NOTHING_OPEN, Conversation, OpenItems
from clientpulse.cadence.policy import NO_RULES, Cadence, Checkins, RuleIntervals


@dataclass(frozen=True, slots=True)
class Facts:
    """One client as of today. Touchpoints after today are left out already.

    Args:
        started_on: When the client's time with us began.
        cadence: What was agreed.
        checkins: Those of a running project that are more frequent than the agreed updates.
        last_meeting_on: The latest touchpoint of channel meeting.
        last_reach_on: The latest reaching touchpoint.
        last_reach_source: What it was read from, where it wasn't typed.
        written_streak: Reaching touchpoints since the last voice one.
        next_meeting_on: The earliest booked meeting on or after today.
        next_meeting_at: Its time of day, `09:30`, where it has one.
        unlogged_meetings_on: Booked meetings before today, neither logged nor cancelled.
        paused_until: When the pause is over; None for until further notice.
        snoozed_until: When reminders to contact the client begin again.
        clock_on: From when the cadence counts, where that isn't the start.
        asked_from: From when feedback, check-ups and recaps are asked for, where that is later
            than the start.
        conversations: Those that no recap was sent of, rising.
        feedback_on: The latest feedback that was given or asked for, about whatever.
        own_rules: The client's own intervals by rule, None where a rule is off.
        rests: The spans of its pauses and snoozes: the first day, and the day on which it is over.
        weight: How much more the client counts than others where they are ranked.
    """

    key: str
    name: str
    started_on: date
    cadence: Cadence
    last_meeting_on: date | None = None
    last_reach_on: date | None = None
    last_reach_channel: str | None = None
    last_reach_source: str | None = None
    written_streak: int = 0
    next_meeting_on: date | None = None
    next_meeting_at: str | None = None
    unlogged_meetings_on: tuple[date, ...] = ()
    prefers: str | None = None
    archived: bool = False
    paused: bool = False
    paused_until: date | None = None
    snoozed_until: date | None = None
    clock_on: date | None = None
    asked_from: date | None = None
    conversations: tuple[Conversation, ...] = ()
    open_items: OpenItems = NOTHING_OPEN
    feedback_on: date | None = None
    checkup_on: date | None = None
    own_rules: RuleIntervals = field(default_factory=lambda: NO_RULES)
    rests: tuple[tuple[date, date], ...] = ()
    weight: float = 1
    checkins: Checkins | None = None

    @property
    def in_force(self) -> Cadence:
        """The agreed cadence, with a running project's check-ins in place of the updates.

        What was agreed counts where the past is judged: for what was kept, and for health.
        """
        if self.checkins is None:
            return self.cadence
        project, _, every = self.checkins
        return replace(self.cadence, update=every, update_from="project", project=project)

    @property
    def counts_from(self) -> date:
        """The clock's start: where nobody knows the last contact, it isn't the client's."""
        return self.clock_on or self.started_on

    @property
    def asked_since(self) -> date:
        """From when the client is asked for anything: the start, or later after an import."""
        return max(self.started_on, self.asked_from or self.started_on)

    def is_paused(self, today: date) -> bool:
        """Tell whether the client is paused; a pause until a day is over on that day."""
        return self.paused and (self.paused_until is None or today < self.paused_until)

    def is_snoozed(self, today: date) -> bool:
        """Tell whether reminders rest; a snooze until a day is over on that day."""
        return self.snoozed_until is not None and today < self.snoozed_until
