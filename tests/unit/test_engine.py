"""The engine: statuses, hiding, the order of work, and how a client stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.engine import client_status, due_items, items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.items import ACTIONABLE, STATUSES, DueItem, sort_key
from clientpulse.cadence.policy import Cadence, Policy

TODAY = date(2026, 11, 20)  # a Friday
START = date(2026, 1, 5)
POLICY = Policy()


def client(meet: str = "none", send: str = "none", **known: object) -> Facts:
    cadence = Cadence(parse_interval(meet), parse_interval(send), "client")
    return Facts(**{"key": "acme", "name": "Acme", "started_on": START, "cadence": cadence} | known)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


# Everything a client can have at once: one item of each rule, the first two of them hard to hide.
BUSY = client(
    "quarterly",
    "monthly",
    last_meeting_on=in_days(-200),
    last_reach_on=in_days(-40),
    last_reach_channel="email",
    unlogged_meetings_on=(in_days(-3),),
)

intervals = st.builds(Interval, st.integers(1, 60), st.sampled_from("dwmy"))
around_today = st.integers(-800, 60).map(in_days)
past = st.integers(-800, 0).map(in_days)
ahead = st.integers(0, 60).map(in_days)
policies = st.builds(
    Policy,
    workdays=st.frozensets(st.integers(0, 6), min_size=1),
    soon=st.builds(Interval, st.integers(1, 30), st.just("d")),
)
clients = st.builds(
    Facts,
    key=st.text("abc", min_size=1, max_size=3),
    name=st.text("AB", min_size=1, max_size=2),
    started_on=around_today,
    cadence=st.builds(Cadence, st.none() | intervals, st.none() | intervals, st.just("client")),
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
)
portfolios = st.lists(clients, max_size=8, unique_by=lambda facts: facts.key)


def found(facts: Facts, **more: object) -> list[tuple[str, str]]:
    return [(item.rule, item.status) for item in items_for(facts, POLICY, TODAY, **more)]


@pytest.mark.parametrize(
    ("base", "status", "days_overdue"),
    [
        (-21, "overdue", 7),
        (-15, "overdue", 1),
        (-14, "due", 0),  # due today
        (-13, "due", 0),  # due tomorrow, a Saturday: by today
        (-12, "due", 0),
        (-11, "soon", 0),
        (-7, "soon", 0),
        (-5, "soon", 0),  # due Sunday 29 November, by Friday 27
        (-4, "later", 0),
    ],
)
def test_the_status_of_an_update_follows_its_dates(base, status, days_overdue):
    facts = client(send="2w", last_reach_on=in_days(base), last_reach_channel="call")
    (item,) = items_for(facts, POLICY, TODAY)
    assert (item.status, item.days_overdue) == (status, days_overdue)


def test_a_weekend_never_makes_an_update_overdue_early():
    due_on_sunday = client(send="1w", last_reach_on=date(2026, 11, 15))
    statuses = [
        items_for(due_on_sunday, POLICY, date(2026, 11, day))[0].status for day in range(19, 24)
    ]
    assert statuses == ["soon", "due", "due", "due", "overdue"]


@pytest.mark.parametrize(
    ("soon", "status"), [("6d", "later"), ("1w", "soon"), ("8d", "soon"), ("1m", "soon")]
)
def test_the_soon_window_is_an_interval_that_can_be_told(soon, status):
    facts = client(send="1w", last_reach_on=TODAY)  # to be done by Friday 27
    assert found(facts, soon=parse_interval(soon)) == [("update", status)]
    policy = Policy(soon=parse_interval(soon))
    assert items_for(facts, policy, TODAY)[0].status == status


def test_the_soon_window_of_a_month_is_a_calendar_month():
    facts = client(send="1m", last_reach_on=date(2027, 1, 30))
    (item,) = items_for(facts, POLICY, date(2027, 1, 30), soon=Interval(1, "m"))
    assert (item.act_by, item.status) == (date(2027, 2, 26), "soon")


def test_a_booked_meeting_of_today_is_the_only_today_item():
    facts = replace(BUSY, next_meeting_on=TODAY)
    assert found(facts) == [("appointment", "today"), ("outcome", "overdue"), ("update", "overdue")]


def test_an_item_says_what_it_was_counted_from():
    outcome_item, meeting_item, update_item = items_for(BUSY, POLICY, TODAY)
    assert (outcome_item.rule, outcome_item.interval, outcome_item.last_on) == (
        "outcome",
        None,
        None,
    )
    assert (meeting_item.last_on, meeting_item.last_channel) == (in_days(-200), "meeting")
    assert (update_item.last_on, update_item.last_channel) == (in_days(-40), "email")
    assert (update_item.key, update_item.client) == ("acme", "Acme")


@pytest.mark.parametrize(
    ("rest", "hidden"),
    [
        ({"archived": True}, True),
        ({"paused": True}, True),
        ({"paused": True, "paused_until": in_days(1)}, True),
        ({"paused": True, "paused_until": TODAY}, False),
        ({"paused": True, "paused_until": in_days(-1)}, False),
        ({"paused": False, "paused_until": in_days(1)}, False),
    ],
)
def test_the_archived_and_the_paused_give_nothing(rest, hidden):
    facts = replace(BUSY, next_meeting_on=TODAY, **rest)
    assert (items_for(facts, POLICY, TODAY) == ()) is hidden


@pytest.mark.parametrize(
    ("until", "rules"),
    [
        (1, ["outcome"]),
        (0, ["outcome", "meeting", "update"]),
        (-1, ["outcome", "meeting", "update"]),
    ],
)
def test_a_snooze_hides_reminders_until_its_date_but_not_the_diary(until, rules):
    facts = replace(BUSY, snoozed_until=in_days(until))
    assert [rule for rule, _ in found(facts)] == rules


def test_a_snoozed_client_is_still_met_today():
    facts = replace(BUSY, snoozed_until=in_days(9), next_meeting_on=TODAY)
    assert [rule for rule, _ in found(facts)] == ["appointment", "outcome"]


def an_item(**changes: object) -> DueItem:
    update = DueItem(
        key="acme",
        client="Acme",
        rule="update",
        status="overdue",
        due_on=in_days(-1),
        act_by=in_days(-1),
        days_overdue=1,
        interval=Interval(1, "w"),
        last_on=None,
        last_channel=None,
        since=START,
        written_streak=0,
        prefers=None,
    )
    return replace(update, **changes)


def test_items_are_worked_off_by_status_then_urgency_then_date():
    expected = [
        an_item(status="today", rule="appointment", client="Zeta", interval=None, days_overdue=0),
        an_item(days_overdue=20, interval=Interval(1, "w")),  # 2.9 weeks too late
        an_item(days_overdue=2, rule="outcome", interval=None),  # 2 days too late
        an_item(days_overdue=50, interval=Interval(1, "m")),  # 1.6 months too late
        an_item(days_overdue=300, interval=Interval(1, "y")),  # 0.8 years too late
        an_item(status="due", due_on=TODAY, client="Zeta"),
        an_item(status="due", due_on=in_days(1), client="Beta"),
        an_item(status="soon", due_on=TODAY, client="Acme"),
        an_item(status="later", due_on=TODAY, client="Acme"),
    ]
    backwards = expected[::-1]
    assert sorted(backwards, key=sort_key) == expected


def test_ties_are_settled_by_client_then_rule():
    expected = [
        an_item(client="Acme", rule="meeting", interval=Interval(1, "w"), days_overdue=7),
        an_item(client="Acme", rule="outcome", interval=None, days_overdue=1),
        an_item(client="Acme", rule="update", interval=Interval(2, "w"), days_overdue=14),
        an_item(client="Beta", rule="meeting", interval=Interval(1, "d"), days_overdue=1),
    ]
    assert {item.urgency for item in expected} == {1}
    backwards = expected[::-1]
    assert sorted(backwards, key=sort_key) == expected


def test_by_default_only_what_is_to_be_done_now_is_returned():
    later = client(send="1y", key="later", last_reach_on=TODAY)
    soon = client(send="1w", key="soon", last_reach_on=TODAY)
    assert {item.key for item in due_items([later, BUSY, soon], POLICY, TODAY)} == {"acme"}
    with_soon = due_items([later, BUSY, soon], POLICY, TODAY, statuses=ACTIONABLE | {"soon"})
    assert [item.key for item in with_soon] == ["acme", "acme", "acme", "soon"]


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        (replace(BUSY, next_meeting_on=TODAY), "today"),
        (BUSY, "overdue"),
        (client(send="1w", last_reach_on=in_days(-7)), "due"),
        (client(send="1w", last_reach_on=TODAY), "soon"),
        (client(send="1y", last_reach_on=TODAY), "on_track"),
        (client(), "no_cadence"),
        (client("weekly", next_meeting_on=in_days(3)), "on_track"),
        (client(unlogged_meetings_on=(in_days(-1),)), "overdue"),
        (client(snoozed_until=in_days(1)), "snoozed"),
        (client(send="1y", snoozed_until=TODAY, last_reach_on=TODAY), "on_track"),
        (replace(BUSY, snoozed_until=in_days(1)), "overdue"),  # the outcome shows
        (replace(BUSY, paused=True), "paused"),
        (client(paused=True, paused_until=TODAY), "no_cadence"),
        (replace(BUSY, paused=True, snoozed_until=in_days(1)), "snoozed"),
    ],
)
def test_a_client_stands_as_its_most_pressing_item(facts, status):
    items = items_for(facts, POLICY, TODAY)
    assert client_status(facts, items, TODAY) == status
    assert client_status(facts, items[::-1], TODAY) == status


@given(clients, policies)
def test_every_item_has_the_one_status_its_dates_give(facts, policy):
    for item in items_for(facts, policy, TODAY):
        assert (item.status == "today") == (item.rule == "appointment")
        assert (item.status == "overdue") == (item.days_overdue > 0) == (item.due_on < TODAY)
        assert (item.status in ACTIONABLE) == (item.act_by <= TODAY or item.due_on < TODAY)
        assert (item.status == "later") == (item.act_by > policy.soon.after(TODAY))
        assert item.act_by <= item.due_on
        assert (item.interval is None) == (item.since is None)
        assert item.last_on in (None, item.since)
        assert (item.last_on is None) or (item.last_channel is not None)


@given(clients, policies)
def test_resting_only_ever_takes_items_away(facts, policy):
    shown = items_for(facts, policy, TODAY)
    awake = replace(facts, archived=False, paused=False, snoozed_until=None)
    all_items = items_for(awake, policy, TODAY)
    assert set(shown) <= set(all_items)
    if not facts.archived and not facts.is_paused(TODAY):
        diary = [item for item in all_items if item.rule in ("appointment", "outcome")]
        assert set(diary) <= set(shown)


@given(portfolios, policies, st.frozensets(st.sampled_from(STATUSES)), st.none() | intervals)
def test_the_list_is_what_the_clients_give_one_by_one(portfolio, policy, statuses, soon):
    one_by_one = [
        item
        for facts in portfolio
        for item in items_for(facts, policy, TODAY, soon)
        if item.status in statuses
    ]
    assert due_items(portfolio, policy, TODAY, soon, statuses) == sorted(one_by_one, key=sort_key)


@given(portfolios, st.randoms())
def test_the_order_of_work_does_not_depend_on_the_order_of_the_clients(portfolio, random):
    shuffled = random.sample(portfolio, len(portfolio))
    every = frozenset(STATUSES)
    assert due_items(portfolio, POLICY, TODAY, statuses=every) == due_items(
        shuffled, POLICY, TODAY, statuses=every
    )


@given(clients, st.integers(0, 30))
def test_an_item_only_ever_gets_more_pressing_while_nothing_happens(facts, days):
    facts = replace(facts, next_meeting_on=None, snoozed_until=None, paused=False)
    before = {item.rule: item for item in items_for(facts, POLICY, TODAY)}
    for item in items_for(facts, POLICY, in_days(days)):
        earlier = before[item.rule]
        assert STATUSES.index(item.status) <= STATUSES.index(earlier.status)
        if item.rule != "outcome":
            assert item.due_on == earlier.due_on


@given(clients)
def test_contacting_a_client_today_leaves_no_update_to_send_today(facts):
    facts = replace(facts, last_reach_on=TODAY, last_reach_channel="call")
    updates = [item for item in items_for(facts, POLICY, TODAY) if item.rule == "update"]
    assert all(item.act_by > TODAY for item in updates)
