"""The rules: what each finds to do for one client.

A new rule is one more function here or in `relation_rules`, its place in `RULES`, and, where a
snooze hides it, in `SNOOZED_RULES`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import lru_cache

from clientpulse.cadence.channel import Channel
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Rule
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import APPOINTMENT, MEETING, OUTCOME, UPDATE
from clientpulse.cadence.items import RULES as NAMES
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.relation import EMPTY
from clientpulse.cadence.relation_rules import (
    chase,
    checkup,
    feedback,
    look_back,
    make_good,
    moment,
    own_up,
    project_feedback,
    promise,
    recap,
)

LONGEST_LEAD_DAYS = 14


def appointment(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find the meeting booked for today."""
    if facts.next_meeting_on != today:
        return ()
    return (Finding(APPOINTMENT, today, today),)


def outcome(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find the booked meetings of the past of which nothing was written down."""
    if not facts.unlogged_meetings_on:
        return ()
    return tuple(Finding(OUTCOME, held_on, held_on) for held_on in facts.unlogged_meetings_on)


def meeting(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find the meeting to book. It has lead time, since people's diaries are full."""
    interval = facts.cadence.meeting
    if interval is None or facts.next_meeting_on is not None:
        return ()
    last_on = facts.last_meeting_on
    channel: str | None = Channel.MEETING.value
    since = facts.started_on
    if last_on is None or last_on < since:
        last_on = channel = None
    else:
        since = last_on
    due_on = interval.after(since)
    act_by = policy.workday_on_or_before(due_on - timedelta(days=lead_days(interval)))
    return (Finding(MEETING, due_on, act_by, interval, since, last_on, channel),)


def update(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find the update to send. Whatever reached the client last, a meeting too, was one."""
    interval = facts.cadence.update
    if interval is None:
        return ()
    last_on = facts.last_reach_on
    channel = facts.last_reach_channel
    since = facts.started_on
    if last_on is None or last_on < since:
        last_on = channel = None
    else:
        since = last_on
    due_on = interval.after(since)
    act_by = policy.workday_on_or_before(due_on)
    if act_by <= since:  # a daily update over a weekend: not before there was time for it
        act_by = due_on
    return (Finding(UPDATE, due_on, act_by, interval, since, last_on, channel),)


def lead_days(interval: Interval) -> int:
    """Return how long ahead a meeting is booked: a quarter of its interval, 14 days at most."""
    return min(LONGEST_LEAD_DAYS, int(interval.days // 4))


RULES: tuple[Rule, ...] = (
    *(appointment, outcome, meeting, update),
    *(own_up, make_good, look_back, promise, chase, recap, moment),
    *(feedback, project_feedback, checkup),
)
"""Every rule, in the order of its name in `items.RULES`."""

SNOOZED_RULES: Collection[Rule] = (
    *(meeting, update, look_back, chase, moment),
    *(feedback, project_feedback, checkup),
)
"""Reminders to contact a client: a snooze hides them. It hides neither what stands in the diary nor
what we owe."""

DATED_RULES: Collection[Rule] = (appointment, outcome, meeting, update, feedback, checkup)
"""The rules that have something to say even where nothing is open between the client and us."""


def rules_for(facts: Facts, policy: Policy, today: date) -> tuple[Rule, ...]:
    """Return the rules to ask about a client.

    None about a resting client; without those that a snooze hides about a snoozed one; never
    those that the client's own settings turn off, or the house's where the client has none, nor
    those of which is known already that they find nothing.

    Args:
        facts: The client as of today.
        policy: The rules of the house.
        today: The day it is.
    """
    if facts.archived or facts.is_paused(today):
        return ()
    off = policy.rules_off
    if facts.own_rules:
        off = frozenset(name for name in NAMES if is_off(name, facts.own_rules, policy))
    return _chosen(facts.is_snoozed(today), facts.relation is EMPTY, off, facts.quiet)


def is_off(rule: str, own_rules: Mapping[str, Interval | None], policy: Policy) -> bool:
    """Tell whether a rule is off: by the client's own settings, or by the house's without one."""
    if rule in own_rules:
        return own_rules[rule] is None
    return rule in policy.rules_off


# Asked once for each client of a portfolio, with few different answers.
@lru_cache(maxsize=1024)
def _chosen(
    snoozed: bool, nothing_open: bool, off: frozenset[str], quiet: frozenset[str]
) -> tuple[Rule, ...]:
    return tuple(
        rule
        for name, rule in zip(NAMES, RULES, strict=True)
        if name not in off
        and name not in quiet
        and not (snoozed and rule in SNOOZED_RULES)
        and not (nothing_open and rule not in DATED_RULES)
    )
