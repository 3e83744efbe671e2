"""Made-up facts and policies for the engine's laws: dense around today, where things turn."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Found
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.open_items import (
    NOTHING_OPEN,
    Commitment,
    Contacted,
    Conversation,
    FinishedProject,
    Message,
    Mistake,
    Moment,
    OpenItems,
)
from clientpulse.cadence.policy import RECAPS, Cadence, Checkins, Policy
from clientpulse.cadence.rule_book import RULE_BOOK, RULES

TODAY = date(2026, 11, 20)  # a Friday
DATED_OFF = {"feedback": None, "checkup": None}
"""Turns off the rules that ask about every client, for tests about the others."""


def ask(rule: str, facts: Facts, policy: Policy, today: date) -> Found:
    """Ask one rule, as the engine does: not where it is off."""
    if RULES[rule].is_off(facts.own_rules, policy):
        return ()
    return RULES[rule].ask(facts, policy, today)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


intervals = st.builds(Interval, st.integers(1, 60), st.sampled_from("dwmy"))
around_today = st.integers(-800, 60).map(in_days)
near_today = st.integers(-40, 40).map(in_days)
past = st.integers(-800, 0).map(in_days)
lately = st.integers(-40, 0).map(in_days)
ahead = st.integers(0, 60).map(in_days)
ids = st.integers(1, 99)
words = st.text("xy ", max_size=4)

ADJUSTABLE = [rule.name for rule in RULE_BOOK if rule.adjustable]
rule_settings = st.dictionaries(st.sampled_from([*RULES]), st.none(), max_size=3).flatmap(
    lambda off: st.dictionaries(st.sampled_from(ADJUSTABLE), st.none() | intervals, max_size=3).map(
        lambda every: {**every, **off}
    )
)
days_off = st.lists(
    st.builds(
        lambda first, days: (in_days(first), in_days(first + days)),
        st.integers(-20, 60),
        st.integers(0, 30),
    ),
    max_size=3,
).map(tuple)
policies = st.builds(
    Policy,
    workdays=st.frozensets(st.integers(0, 6), min_size=1),
    soon=st.builds(Interval, st.integers(1, 30), st.just("d")),
    rules=st.just({}) | rule_settings,
    chase_every=st.builds(Interval, st.integers(1, 9), st.just("d")),
    recap=st.sampled_from(RECAPS),
    days_off=st.just(()) | days_off,
)

commitments = st.lists(st.builds(Commitment, ids, words, near_today), max_size=3).map(tuple)


@st.composite
def mistakes(draw) -> Mistake:
    entered_on, told_on, fixed_on = sorted(draw(st.tuples(lately, lately, lately)))
    stage = draw(st.integers(0, 2))
    return Mistake(
        draw(ids),
        draw(words),
        entered_on,
        told_on if stage else None,
        draw(st.none() | near_today),
        fixed_on if stage == 2 else None,
    )


moments = st.builds(Moment, words, near_today, ids, st.none() | words) | st.builds(
    Moment, st.just("birthday"), near_today, st.none(), st.none() | words, st.just(True)
)
projects = st.builds(
    FinishedProject,
    *(ids, words, st.integers(-60, 0).map(in_days)),
    *(st.none() | past, st.none() | past),
)
contacted = st.builds(Contacted, lately, ids, st.booleans())
open_items = st.builds(
    OpenItems,
    promises=commitments,
    asks=commitments,
    chases=st.lists(contacted, max_size=5).map(sorted).map(tuple),
    talked=st.none() | contacted,
    messages=st.lists(
        st.builds(Message, ids, lately, st.sampled_from(["email", "letter"])), max_size=2
    ).map(tuple),
    mistakes=st.lists(mistakes(), max_size=3).map(tuple),
    moments=st.lists(moments, max_size=3).map(tuple),
    projects=st.lists(projects, max_size=2).map(tuple),
    voice_on=st.none() | lately,
    general_feedback_on=st.none() | past,
)

checkins = st.builds(Checkins, words, st.integers(-60, 0).map(in_days), intervals)
cadences = st.builds(Cadence, st.none() | intervals, st.none() | intervals, st.just("client"))
clients = st.builds(
    Facts,
    key=st.text("abc", min_size=1, max_size=3),
    name=st.text("AB", min_size=1, max_size=2),
    started_on=around_today,
    cadence=cadences,
    last_meeting_on=st.none() | past,
    last_reach_on=st.none() | past,
    last_reach_channel=st.sampled_from(["call", "email"]),
    written_streak=st.integers(0, 5),
    next_meeting_on=st.none() | ahead,
    unlogged_meetings_on=st.lists(st.integers(-60, -1).map(in_days), max_size=3).map(tuple),
    prefers=st.none() | st.sampled_from(["email", "visit"]),
    archived=st.booleans(),
    paused=st.booleans(),
    paused_until=st.none() | around_today,
    snoozed_until=st.none() | around_today,
    asked_from=st.none() | around_today,
    conversations=st.lists(st.builds(Conversation, ids, lately, st.booleans()), max_size=2)
    .map(lambda found: sorted(found, key=lambda one: one.occurred_on))
    .map(tuple),
    open_items=st.just(NOTHING_OPEN) | open_items,
    feedback_on=st.none() | past,
    checkup_on=st.none() | past,
    own_rules=st.just({}) | rule_settings,
    checkins=st.none() | checkins,
)
portfolios = st.lists(clients, max_size=8, unique_by=lambda facts: facts.key)
