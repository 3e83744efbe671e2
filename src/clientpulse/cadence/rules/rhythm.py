"""The agreed rhythm: the next meeting to book, and the update to send between the meetings."""

from __future__ import annotations

from datetime import date, timedelta

from clientpulse.cadence.channel import Channel
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.interval import DAYS_IN, Interval, in_units
from clientpulse.cadence.items import OVERDUE, DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.wording import (
    in_largest_unit,
    in_short,
    near_or_weekday,
    weekday_date,
)

LONGEST_LEAD_DAYS = 14

LONG_WRITTEN_STREAK = 3
"""So many written ones in a row, and it is time for a voice."""

BY_CHANNEL: dict[str | None, str] = {
    Channel.MEETING: "meet them",
    Channel.CALL: "call them",
    Channel.VIDEO: "call them by video",
    Channel.VISIT: "visit them",
    Channel.EMAIL: "send an e-mail",
    Channel.MESSAGE: "send a message",
    Channel.LETTER: "write a letter",
}


def meeting(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the meeting to book. It has lead time, since people's diaries are full.

    One that is booked takes its place, but not where it is more than an interval late.
    """
    interval = facts.cadence.meeting
    if interval is None:
        return ()
    last_on = _since_the_start(facts.last_meeting_on, facts)
    since = last_on or facts.counts_from
    due_on = interval.after(since)
    booked_on = facts.next_meeting_on
    if booked_on is not None and booked_on <= interval.after(max(due_on, today)):
        return ()
    act_by = policy.workday_on_or_before(due_on - timedelta(days=lead_days(interval)))
    channel = None if last_on is None else Channel.MEETING.value
    return (Finding(due_on, act_by, interval, _counted_from(last_on, facts), last_on, channel),)


def lead_days(interval: Interval) -> int:
    """Return how long ahead a meeting is booked: a quarter of its interval, 14 days at most."""
    return min(LONGEST_LEAD_DAYS, int(interval.days // 4))


def meeting_reason(item: DueItem, today: date) -> str:
    """Say when it is due, and that it isn't booked."""
    if item.status != OVERDUE:
        return f"meeting due {near_or_weekday(item.due_on, today)}, not booked"
    if item.last_on is None:
        return f"{_never(item, today, 'met', 'meeting')}; {_cadence(item, 'meetings')}"
    return f"meeting was due {weekday_date(item.due_on, today)}, not booked"


def update(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the update to send. Whatever reached the client last, a meeting too, was one.

    Check-ins count from the start of their project, where that is later.
    """
    checkins = facts.checkins
    interval = facts.cadence.update if checkins is None else checkins.every
    if interval is None:
        return ()
    last_on = _since_the_start(facts.last_reach_on, facts)
    since, said, what = last_on or facts.counts_from, _counted_from(last_on, facts), None
    if checkins is not None:
        what = checkins.project
        if since < checkins.started_on:
            since = said = checkins.started_on
            last_on = None
    due_on = interval.after(since)
    act_by = policy.act_by(due_on, since)
    channel = None if last_on is None else facts.last_reach_channel
    return (Finding(due_on, act_by, interval, said, last_on, channel, what),)


def update_reason(item: DueItem, today: date) -> str:
    """Say how long the silence is, or when it will be too long."""
    if item.status != OVERDUE:
        return f"update due {near_or_weekday(item.due_on, today)}; {_updates(item)}"
    if item.last_on is None:
        told = _never(item, today, "contacted", "contact")
        if item.what is not None and item.since is not None:
            told = f"no word since {weekday_date(item.since, today)}"
        return f"{told}; {_updates(item)}"
    return f"no word for {_silence(item, (today - item.last_on).days)}; {_updates(item)}"


def update_suggestion(item: DueItem) -> str:
    """Suggest the preferred channel, and a voice after much writing: it says what a text can't."""
    if item.written_streak >= LONG_WRITTEN_STREAK:
        return "call them: the last three were written"
    return BY_CHANNEL.get(item.prefers, "send a short update")


def update_command(item: DueItem) -> str:
    """Log it by the channel that is suggested."""
    written = item.written_streak >= LONG_WRITTEN_STREAK
    channel = Channel.CALL if written else item.prefers or Channel.EMAIL
    return f"pulse log {{key}} -c {channel}"


def _since_the_start(last_on: date | None, facts: Facts) -> date | None:
    """Leave out what was before the clock's start."""
    return None if last_on is None or last_on < facts.counts_from else last_on


def _counted_from(last_on: date | None, facts: Facts) -> date | None:
    """Return the day to name; there is none where only the clock starts on it."""
    return last_on or (facts.started_on if facts.clock_on is None else None)


def _never(item: DueItem, today: date, done: str, what: str) -> str:
    if item.since is None:
        return f"no {what} known yet"
    return f"not {done} since the start ({weekday_date(item.since, today)})"


def _cadence(item: DueItem, kind: str) -> str:
    """Name what was agreed: `weekly updates`, `meetings every 5 weeks`."""
    if item.interval is None:
        return kind
    adverb = item.interval.adverb()
    return f"{kind} {adverb}" if adverb.startswith("every ") else f"{adverb} {kind}"


def _updates(item: DueItem) -> str:
    """Name the updates, or the check-ins of a project: `weekly check-ins while Site runs`."""
    if item.what is None:
        return _cadence(item, "updates")
    return f"{_cadence(item, 'check-ins')} while {in_short(item.what)} runs"


def _silence(item: DueItem, days: int) -> str:
    """Say how long, in days where a rounded span would hide that the interval was exceeded.

    After 32 days "no word for 4 weeks; monthly updates" would read as if all were well.
    """
    count, unit = in_largest_unit(days)
    if item.interval is not None and count * DAYS_IN[unit] <= item.interval.days:
        return in_units(days, "d")
    return in_units(count, unit)
