"""Passing over clients never passes over one who has something to act on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.engine import clients_in_order, due_items, first_item, items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.horizon import LastDays, last_days
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import ACTIONABLE, SOON
from clientpulse.cadence.policy import Cadence, Policy

TODAY = date(2026, 11, 20)

days = st.integers(-900, 60).map(lambda ahead: TODAY + timedelta(days=ahead))
intervals = st.none() | st.builds(Interval, st.integers(1, 30), st.sampled_from("dwmy"))
cadences = st.builds(Cadence, intervals, intervals, st.just("client"))
policies = st.builds(Policy, workdays=st.sets(st.integers(0, 6), min_size=1).map(frozenset))
portfolios = st.lists(
    st.builds(
        Facts,
        key=st.uuids().map(str),
        name=st.sampled_from(["A", "B", "b"]),
        started_on=days,
        cadence=cadences,
        last_meeting_on=st.none() | days,
        last_reach_on=st.none() | days,
        next_meeting_on=st.sampled_from([None, TODAY, TODAY + timedelta(days=5)]),
        unlogged_meetings_on=st.sampled_from([(), (TODAY - timedelta(days=2),)]),
        paused=st.booleans(),
        snoozed_until=st.none() | days,
    ),
    max_size=8,
)


def may_be_passed_over(facts: Facts, last: LastDays) -> bool:
    """Say what the reading of facts says of a client without a diary."""
    started, reach, met = (
        "" if day is None else day.isoformat()
        for day in (facts.started_on, facts.last_reach_on, facts.last_meeting_on)
    )
    return max(started, reach) > last.update and max(started, met) > last.meeting


@given(cadences, days, st.none() | days, st.none() | days, policies, st.integers(0, 40))
def test_who_is_passed_over_has_nothing_to_act_on(cadence, started, reach, met, policy, ahead):
    facts = Facts("a", "A", started, cadence, met, reach)
    span = Interval(max(1, ahead), "d")
    until = span.after(TODAY)
    if may_be_passed_over(facts, last_days(cadence, until)):
        found = {item.status for item in items_for(facts, policy, TODAY, span)}
        assert not found & (ACTIONABLE | {SOON})


@given(
    st.builds(Interval, st.integers(1, 30), st.sampled_from("dwmy")),
    st.sampled_from(["update", "meeting"]),
    st.integers(1, 9),
    st.sets(st.integers(0, 6), min_size=1, max_size=2).map(frozenset),
)
def test_even_a_day_after_the_last_one_nothing_is_due(interval, kind, after, workdays):
    agreed = {"meeting": None, "update": None, "update_from": "client", kind: interval}
    last = last_days(Cadence(**agreed), TODAY)
    started = date.fromisoformat(getattr(last, kind)) + timedelta(days=after)
    facts = Facts("a", "A", started, Cadence(**agreed))
    assert may_be_passed_over(facts, last)
    found = {item.status for item in items_for(facts, Policy(workdays=workdays), TODAY)}
    assert not found & ACTIONABLE


@pytest.mark.parametrize(
    ("update", "until", "last"),
    [
        # What is due on the 23rd may come up on the 17th at the earliest: six days to a workday.
        (Interval(1, "w"), date(2026, 11, 17), "2026-11-16"),
        (Interval(1, "m"), date(2026, 11, 22), "2026-10-28"),
        (Interval(1, "m"), date(2027, 2, 22), "2027-01-31"),  # clipped: 28 Feb for 28 to 31 Jan
        (None, date(2026, 11, 17), ""),
    ],
)
def test_the_last_day_counts_the_days_to_a_workday(update, until, last):
    assert last_days(Cadence(None, update, "client"), until) == LastDays(last, "")


def test_far_less_than_everybody_needs_a_closer_look():
    cadence = Cadence(Interval(3, "m"), Interval(1, "m"), "rule")
    last = last_days(cadence, TODAY)
    fresh = Facts("a", "A", date(2025, 1, 1), cadence, TODAY, TODAY - timedelta(days=10))
    silent = Facts("b", "B", date(2025, 1, 1), cadence, TODAY, TODAY - timedelta(days=40))
    assert may_be_passed_over(fresh, last)
    assert not may_be_passed_over(silent, last)


@given(portfolios, st.sampled_from([ACTIONABLE, ACTIONABLE | {SOON}]))
def test_clients_stand_in_the_order_of_their_first_items(portfolio, statuses):
    policy = Policy()
    items = due_items(portfolio, policy, TODAY, statuses=statuses)
    first = {item.key: item.status for item in reversed(items)}
    order = dict.fromkeys(item.key for item in items)
    found = clients_in_order(portfolio, policy, TODAY, statuses=statuses)
    assert list(found) == list(order)
    assert found == first


@given(portfolios)
def test_the_first_item_is_the_first_of_all(portfolio):
    for facts in portfolio:
        everything = items_for(facts, Policy(), TODAY)
        assert first_item(facts, Policy(), TODAY) == (everything[0] if everything else None)
