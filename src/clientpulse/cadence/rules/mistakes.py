"""What went wrong: the client is told, it is fixed, and then asked whether all is well again."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import OVERDUE, DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rules.answers import answered_from, is_too_old
from clientpulse.cadence.wording import in_short, near_or_weekday, weekday_date


def own_up(facts: Facts, policy: Policy, today: date) -> Found:
    """Find the mistakes the client doesn't know of, from the day they were written down."""
    return tuple(
        Finding(one.entered_on, one.entered_on, what=one.what, ref_id=one.id)
        for one in facts.open_items.mistakes
        if one.told_on is None and one.entered_on <= today
    )


def make_good(facts: Facts, policy: Policy, today: date, interval: Interval) -> Found:
    """Find the mistakes the client knows of that still have to be fixed."""
    found = []
    for one in facts.open_items.mistakes:
        if one.told_on is None or one.fixed_on is not None:
            continue
        due_on = one.fix_by or interval.after(one.told_on)
        act_by = policy.workday_on_or_before(due_on)
        found.append(Finding(due_on, act_by, since=one.told_on, what=one.what, ref_id=one.id))
    return tuple(found)


def make_good_reason(item: DueItem, today: date) -> str:
    """Say by when it is to be fixed, and name the mistake."""
    if item.status == OVERDUE:
        return f"was to be fixed by {weekday_date(item.due_on, today)}: {in_short(item.what)}"
    return f"to be fixed by {near_or_weekday(item.due_on, today)}: {in_short(item.what)}"


def look_back(facts: Facts, policy: Policy, today: date, interval: Interval) -> Found:
    """Find the fixed mistakes where nobody has asked yet whether all is well again.

    Any conversation from a week before the due date on is that question.
    """
    found = []
    asked_on = facts.open_items.voice_on
    for one in facts.open_items.mistakes:
        if one.fixed_on is None:
            continue
        due_on = interval.after(one.fixed_on)
        if is_too_old(due_on, today):
            continue
        act_by = policy.act_by(due_on, one.fixed_on)
        if asked_on is None or asked_on < answered_from(one.fixed_on, act_by, due_on):
            found.append(Finding(due_on, act_by, since=one.fixed_on, what=one.what, ref_id=one.id))
    return tuple(found)
