"""When clients who came together are first asked what everyone is asked: not all on one day."""

from __future__ import annotations

from datetime import date, timedelta
from zlib import crc32

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Policy


def first_due(facts: Facts, policy: Policy, interval: Interval) -> date:
    """Return when a client is asked for the first time, counted from when it is asked at all.

    That is after an interval. Whoever came with a past, as by an import, came with others: their
    days lie in the second half of the interval, each in a week and on a workday that follow from
    the client's key, so that they stay where they are.
    """
    since = facts.asked_since
    due_on = interval.after(since)
    weeks = (due_on - since).days // 14
    if facts.asked_from is None or facts.asked_from < since or not weeks:
        return due_on
    week, place = divmod(crc32(facts.key.encode()), len(policy.workdays))
    begins_on = due_on - timedelta(days=7 * (week % weeks + 1) - 1)
    weekday = sorted(policy.workdays)[place]
    return begins_on + timedelta(days=(weekday - begins_on.weekday()) % 7)
