"""The brief: all that helps in a call with a client, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Policy
from clientpulse.records import Feedback, Mistake
from clientpulse.services import lookup
from clientpulse.services.agenda import agenda
from clientpulse.services.ask_after import to_ask_after
from clientpulse.services.facts.reading import facts_of
from clientpulse.services.local_time import local_time
from clientpulse.services.portfolio.report import one_row
from clientpulse.services.touchpoints import with_attendees
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter, Selection
from clientpulse.views.brief import BriefView

LAST_TOUCHPOINTS = 3
LAST_MOODS = 5

MISTAKES_REMEMBERED = Interval(3, "m")
"""For so long a mistake that was fixed is still mentioned."""

RISING, FALLING, STEADY = "rising", "falling", "steady"


def brief(
    reader: Reader, today: date, policy: Policy, found: lookup.Found, now: datetime
) -> BriefView:
    """Put together what to know before a call.

    Args:
        now: The moment, with its timezone.
    """
    facts = facts_of(reader, found.id, policy, today)
    row = one_row(reader, today, policy, found.id)
    client = queries.clients.select(reader, Selection(client_id=found.id))[0]
    people = tuple(queries.contacts.select(reader, found.id))
    latest = HistoryFilter(client_id=found.id, until=today, limit=LAST_TOUCHPOINTS)
    moods = tuple(queries.brief.last_moods(reader, found.id, today, LAST_MOODS)[::-1])
    return BriefView(
        today=today,
        client=client,
        status="archived" if facts.archived else row.status,
        cadence=facts.in_force,
        health=row.health,
        contacts=people,
        local=local_time(now, client.timezone, client.hours),
        touchpoints=with_attendees(reader, queries.touchpoints.select(reader, latest)),
        moods=moods,
        mood_trend=mood_trend(moods),
        owed=tuple(queries.commitments.select(reader, client_id=found.id)),
        mistakes=tuple(
            one
            for one in queries.mistakes.select(reader, client_id=found.id)
            if _matters(one, today)
        ),
        ask_after=to_ask_after(facts.open_items.moments, people, today),
        feedback=_last_feedback(reader, found.id, today),
        agenda=agenda(reader, today, policy, found, facts),
        due=items_for(facts, policy, today),
        me=reader.author.name,
    )


def mood_trend(moods: Sequence[int]) -> str | None:
    """Say where a client's mood is going: the latest one against those before it.

    Args:
        moods: The oldest first.

    Returns:
        ``rising`` or ``falling`` where the latest differs by half a step or more from the mean of
        the others, else ``steady``; None of fewer than two.
    """
    *before, last = moods or [0]
    if not before:
        return None
    difference = last * len(before) - sum(before)
    if 2 * abs(difference) < len(before):
        return STEADY
    return RISING if difference > 0 else FALLING


def _matters(mistake: Mistake, today: date) -> bool:
    fixed_on = mistake.fixed_on
    return fixed_on is None or MISTAKES_REMEMBERED.after(fixed_on) >= today


def _last_feedback(reader: Reader, client_id: int, today: date) -> Feedback | None:
    given = queries.feedback.select(reader, client_id=client_id)
    return next((one for one in given if one.given_on <= today), None)
