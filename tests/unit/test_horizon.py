"""Passing over clients never passes over one who has something to act on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.engine import clients_in_order, due_items, first_item, items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.horizon import LastDays, last_date, last_days
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import ACTIONABLE, SOON
from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.cadence.relation import Relation
from tests.unit.made_up import (
    TODAY,
    around_today,
    cadences,
    days_off,
    in_days,
    past,
    policies,
    portfolios,
    rule_settings,
)

NO_CADENCE = Cadence(None, None, None)


def iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def may_be_passed_over(facts: Facts, last: LastDays) -> bool:
    """Say what the reading of facts says of a client with whom nothing is open."""
    started, asked_from = iso(facts.started_on), iso(facts.asked_from)
    asked = max(started, asked_from)
    checked = facts.checkup_on
    return (
        max(started, iso(facts.last_reach_on)) > last.update
        and max(started, iso(facts.last_meeting_on)) > last.meeting
        and max(asked, iso(facts.feedback_on)) > last.feedback
        and (asked > last.first_checkup if checked is None else iso(checked) > last.checkup)
    )


quiet_clients = st.builds(
    Facts,
    key=st.just("a"),
    name=st.just("A"),
    started_on=around_today,
    cadence=cadences,
    last_meeting_on=st.none() | around_today,
    last_reach_on=st.none() | around_today,
    asked_from=st.none() | around_today,
    feedback_on=st.none() | past,
    checkup_on=st.none() | past,
    own_rules=st.just({}) | rule_settings,
)


@given(quiet_clients, policies, st.integers(0, 40))
def test_who_is_passed_over_has_nothing_to_act_on(facts, policy, ahead):
    span = Interval(max(1, ahead), "d")
    last = last_days(facts.cadence, span.after(TODAY), policy, facts.own_rules)
    if may_be_passed_over(facts, last):
        found = {item.status for item in items_for(facts, policy, TODAY, span)}
        assert not found & (ACTIONABLE | {SOON})


@given(
    st.builds(Interval, st.integers(1, 30), st.sampled_from("dwmy")),
    st.sampled_from(["update", "meeting"]),
    st.integers(1, 9),
    st.sets(st.integers(0, 6), min_size=1, max_size=2).map(frozenset),
    days_off,
)
def test_even_a_day_after_the_last_one_nothing_is_due(interval, kind, after, workdays, off):
    cadence = Cadence(**({"meeting": None, "update": None, "update_from": None} | {kind: interval}))
    policy = Policy(workdays=workdays, days_off=off, rules={"feedback": None, "checkup": None})
    last = last_days(cadence, TODAY, policy)
    started = date.fromisoformat(getattr(last, kind)) + timedelta(days=after)
    facts = Facts("a", "A", started, cadence)
    assert may_be_passed_over(facts, last)
    found = {item.status for item in items_for(facts, policy, TODAY)}
    assert not found & ACTIONABLE


@given(
    st.sampled_from(["feedback", "checkup", "first_checkup"]),
    st.builds(Interval, st.integers(1, 30), st.sampled_from("dwmy")),
    st.integers(1, 9),
    days_off,
)
def test_nor_anything_to_ask_a_day_after_the_last_one(kind, interval, after, off):
    rule = kind.removeprefix("first_")
    other = {"feedback": "checkup", "checkup": "feedback"}[rule]
    own = {rule: interval, other: None}
    policy = Policy(days_off=off)
    last = last_days(NO_CADENCE, TODAY, policy, own)
    since = date.fromisoformat(getattr(last, kind)) + timedelta(days=after)
    facts = Facts("a", "A", date(1, 1, 1), NO_CADENCE, asked_from=since, own_rules=own)
    if kind == "checkup":
        facts = replace(facts, checkup_on=since, asked_from=None)
    assert may_be_passed_over(facts, last)
    assert not {item.status for item in items_for(facts, policy, TODAY)} & ACTIONABLE


@given(quiet_clients, policies)
def test_who_has_something_to_act_on_sooner_than_a_day_s_rest_is_looked_at(facts, policy):
    """The other way round: the last days are no later than they have to be for one rule alone."""
    facts = replace(facts, cadence=NO_CADENCE, relation=Relation())
    own = {**facts.own_rules, "checkup": None, "feedback": Interval(2, "m")}
    facts = replace(facts, own_rules=own)
    last = last_days(NO_CADENCE, TODAY, policy, own)
    found = {item.status for item in items_for(facts, policy, TODAY)}
    base = max(facts.started_on, facts.asked_from or date.min)
    asked_before_it_was_time = policy.workday_on_or_before(Interval(2, "m").after(base)) <= base
    assert may_be_passed_over(facts, last) == (not found & ACTIONABLE) or asked_before_it_was_time


CHRISTMAS = ((date(2026, 12, 24), date(2027, 1, 3)),)
EVERY_DAY = frozenset(range(7))


@pytest.mark.parametrize(
    ("update", "until", "policy", "last"),
    [
        # What is due on a Sunday comes up on the Friday before it, but on no day before that.
        (Interval(1, "w"), date(2026, 11, 19), Policy(), "2026-11-12"),
        (Interval(1, "w"), date(2026, 11, 20), Policy(), "2026-11-15"),
        (Interval(1, "w"), date(2026, 11, 21), Policy(), "2026-11-15"),
        (Interval(1, "w"), date(2026, 11, 20), Policy(workdays=EVERY_DAY), "2026-11-13"),
        (Interval(1, "w"), date(2026, 11, 20), Policy(workdays=frozenset({4})), "2026-11-19"),
        (Interval(1, "m"), date(2027, 2, 26), Policy(), "2027-01-31"),  # 28 to 31 Jan: 28 Feb
        (Interval(1, "w"), date(2026, 12, 23), Policy(days_off=CHRISTMAS), "2026-12-27"),
        (Interval(1, "w"), date(2026, 12, 22), Policy(days_off=CHRISTMAS), "2026-12-15"),
        (Interval(1, "w"), date(2026, 12, 23), Policy(rules={"update": None}), ""),
        (None, date(2026, 11, 17), Policy(), ""),
    ],
)
def test_the_last_day_counts_the_days_without_work_that_follow(update, until, policy, last):
    cadence = Cadence(None, update, "client")
    assert last_days(cadence, until, policy).update == last


def test_there_is_a_last_day_for_each_rule_that_asks_for_something():
    friday, house = date(2026, 11, 20), Policy(rules={"checkup": Interval(2, "m")})
    usual = ("2026-05-22", "2026-05-22", "2026-08-22")
    assert last_days(NO_CADENCE, friday, Policy()) == ("", "", *usual)
    assert last_days(NO_CADENCE, friday, house)[3:] == ("2026-09-22", "2026-09-22")
    own = {"feedback": Interval(1, "y"), "checkup": None}
    assert last_days(NO_CADENCE, friday, house, own)[2:] == ("2025-11-22", "", "")
    off = {"feedback": None, "meeting": None}
    agreed = Cadence(Interval(1, "m"), Interval(1, "w"), "rule")
    assert last_days(agreed, friday, Policy(rules=off))[:3] == ("2026-11-15", "", "")
    on_again = {"meeting": Interval(1, "m")}
    assert last_days(agreed, friday, Policy(rules=off), on_again).meeting == "2026-10-29"


@pytest.mark.parametrize("until", [date.max, date.max - timedelta(days=3)])
def test_at_the_end_of_the_calendar_everything_may_be_due(until):
    assert last_date(until, Policy(days_off=((until, date.max),))) == date.max
    agreed = Cadence(Interval(1, "m"), Interval(1, "w"), "rule")
    ends = ((until, date.max),)
    assert set(last_days(agreed, until, Policy(days_off=ends))) == {"9999-12-31"}


@given(around_today, around_today, policies)
def test_what_falls_on_a_day_after_the_last_date_can_wait(until, on, policy):
    assert (policy.workday_on_or_before(on) <= until) == (on <= last_date(until, policy))


def test_far_less_than_everybody_needs_a_closer_look():
    cadence = Cadence(Interval(3, "m"), Interval(1, "m"), "rule")
    last = last_days(cadence, TODAY, Policy())
    fresh = Facts(
        *("a", "A", date(2025, 1, 1), cadence, TODAY, in_days(-10)),
        feedback_on=in_days(-20),
        checkup_on=in_days(-20),
    )
    assert may_be_passed_over(fresh, last)
    assert not may_be_passed_over(replace(fresh, last_reach_on=in_days(-40)), last)
    assert not may_be_passed_over(replace(fresh, last_meeting_on=in_days(-90)), last)
    for name in ("feedback_on", "checkup_on"):
        assert not may_be_passed_over(replace(fresh, **{name: in_days(-200)}), last)


@given(portfolios, policies, st.sampled_from([ACTIONABLE, ACTIONABLE | {SOON}]))
def test_clients_stand_in_the_order_of_their_first_items(portfolio, policy, statuses):
    items = due_items(portfolio, policy, TODAY, statuses=statuses)
    first = {item.key: item.status for item in reversed(items)}
    order = dict.fromkeys(item.key for item in items)
    found = clients_in_order(portfolio, policy, TODAY, statuses=statuses)
    assert list(found) == list(order)
    assert found == first


@given(portfolios, policies)
def test_the_first_item_is_the_first_of_all(portfolio, policy):
    for facts in portfolio:
        everything = items_for(facts, policy, TODAY)
        assert first_item(facts, policy, TODAY) == (everything[0] if everything else None)
