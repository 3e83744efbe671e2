"""The interval really lived, and the cadence nearest to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from math import log
from statistics import median

from clientpulse.cadence.interval import DAYS_IN, Interval, parse_interval
from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.views.proposals import Correspondent, Lived

MEETINGS = ("weekly", "biweekly", "monthly", "6w", "bimonthly", "quarterly", "semiannual", "annual")
UPDATES = ("weekly", "biweekly", "monthly", "bimonthly", "quarterly", "semiannual", "annual")

ONE_CONVERSATION = 4
"""What we wrote within so many days was one conversation, and no interval."""

FEWEST = 3
"""Of so many days on, what mostly lies between them says something."""

TWO_APART = 60
"""So many days between the only two meetings do, too: a kick-off of two days doesn't."""

FAR = 1.5
"""An interval so many times as long as another is far from it."""


def lived(people: Iterable[Correspondent]) -> Lived:
    """Look at how often we were in touch with some people together; there is at least one day."""
    everybody = list(people)
    met = sorted({day for one in everybody for day in one.met})
    wrote = sorted({day for one in everybody for day in one.wrote})
    heard = sorted({day for one in everybody for day in one.heard})
    told = {day for one in everybody for day in one.told}
    written = sorted({*wrote, *told})
    return Lived(
        meeting_days=_between_meetings(met),
        writing_days=_between(conversations(wrote)),
        reaching_days=_between(conversations({*met, *wrote})),
        met=len(met),
        wrote=len(wrote),
        heard=len(heard),
        first_on=min(met[:1] + written[:1] + heard[:1]),
        met_on=met[-1] if met else None,
        wrote_on=written[-1] if written else None,
        heard_on=heard[-1] if heard else None,
    )


def conversations(days: Iterable[date]) -> list[date]:
    """Return on which days conversations began."""
    found: list[date] = []
    for day in sorted(days):
        if not found or (day - found[-1]).days >= ONE_CONVERSATION:
            found.append(day)
    return found


def nearest_cadence(known: Lived, policy: Policy) -> Cadence:
    """Return the cadence that is nearest to what was lived.

    Updates follow from the meetings, unless what was lived is far rarer: that would call half of
    the portfolio overdue on its first morning. More mail than the rule asks for changes nothing.
    Whoever was never met is sent updates as often as they heard from us.
    """
    meeting = None if known.meeting_days is None else nearest(known.meeting_days, MEETINGS)
    if known.reaching_days is not None:
        days = known.reaching_days
    else:
        days = DAYS_IN["y"] / max(1, known.wrote + known.met)
    follows = policy.update_interval_for(meeting)
    if meeting is None or (follows is not None and days > follows.days * FAR):
        return Cadence(meeting, nearest(days, UPDATES), "client")
    return policy.cadence(meeting, None, follows_rule=True)


def nearest(days: float, names: Iterable[str]) -> Interval:
    """Return the interval that is nearest to a number of days, twice being as far as half."""
    known = [parsed for name in names if (parsed := parse_interval(name))]
    return min(known, key=lambda one: abs(log(max(days, 1) / one.days)))


def _between_meetings(days: list[date]) -> float | None:
    if len(days) == FEWEST - 1 and (days[1] - days[0]).days >= TWO_APART:
        return (days[1] - days[0]).days
    return _between(days)


def _between(days: list[date]) -> float | None:
    if len(days) < FEWEST:
        return None
    return median((after - before).days for before, after in pairwise(days))
