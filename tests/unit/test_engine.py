"""The engine: statuses, hiding, the order of work, and how a client stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.cadence.engine import client_status, due_items, items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.items import ACTIONABLE, STATUSES, DueItem
from clientpulse.cadence.open_items import Commitment, Mistake, OpenItems
from clientpulse.cadence.order import class_of, sort_key, urgency
from clientpulse.cadence.policy import Cadence, Checkins, Policy
from clientpulse.cadence.rule_book import RULE_BOOK, RULES
from tests.unit.cases import CASES, facts_of
from tests.unit.made_up import (
    DATED_OFF,
    TODAY,
    clients,
    in_days,
    intervals,
    policies,
    portfolios,
)

START = date(2026, 1, 5)
POLICY = Policy(rules=DATED_OFF)


def client(meet: str = "none", send: str = "none", **known: object) -> Facts:
    cadence = Cadence(parse_interval(meet), parse_interval(send), "client")
    return Facts(**{"key": "acme", "name": "Acme", "started_on": START, "cadence": cadence} | known)


# Everything a client can have at once: one item of each rule, the first two of them hard to hide.
BUSY = client(
    "quarterly",
    "monthly",
    last_meeting_on=in_days(-200),
    last_reach_on=in_days(-40),
    last_reach_channel="email",
    unlogged_meetings_on=(in_days(-3),),
)


# An item of every rule but the appointment's.
EVERYTHING = facts_of(case for rule, case in CASES.items() if rule != "appointment")
HIDDEN_BY_A_SNOOZE = {rule for rule, case in CASES.items() if case.snoozed}


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
    policy = Policy(soon=parse_interval(soon), rules=DATED_OFF)
    assert items_for(facts, policy, TODAY)[0].status == status


def test_the_soon_window_of_a_month_is_a_calendar_month():
    facts = client(send="1m", last_reach_on=date(2027, 1, 30))
    (item,) = items_for(facts, POLICY, date(2027, 1, 30), soon=Interval(1, "m"))
    assert (item.act_by, item.status) == (date(2027, 2, 26), "soon")


def test_a_booked_meeting_of_today_is_the_only_today_item():
    facts = replace(BUSY, next_meeting_on=TODAY)
    assert found(facts) == [("appointment", "today"), ("outcome", "overdue"), ("update", "overdue")]


def test_an_item_says_what_it_was_counted_from():
    items = {item.rule: item for item in items_for(BUSY, POLICY, TODAY)}
    outcome_item, meeting_item, update_item = map(items.get, ("outcome", "meeting", "update"))
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
        (0, ["meeting", "outcome", "update"]),
        (-1, ["meeting", "outcome", "update"]),
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


WEEK, MONTH, YEAR = Interval(1, "w"), Interval(1, "m"), Interval(1, "y")
TWO_MONTHS_AGO = in_days(-61)

IN_ORDER = [
    # today, by the time of day
    (1, an_item(rule="appointment", status="today", client="Zeta", at="09:00")),
    (1, an_item(rule="appointment", status="today", client="Beta", at="14:30")),
    (1, an_item(rule="appointment", status="today", client="Acme")),
    # what they don't know of, the oldest first, whatever its status
    (2, an_item(rule="own_up", due_on=in_days(-9), days_overdue=9, client="Zeta")),
    (2, an_item(rule="own_up", due_on=TODAY, status="due")),
    # what we owe, by days
    (3, an_item(rule="promise", days_overdue=12, client="Zeta")),
    (3, an_item(rule="make_good", days_overdue=11)),
    (3, an_item(rule="answer", days_overdue=10, interval=None)),
    # silence, by urgency times weight
    (4, an_item(days_overdue=20, interval=WEEK)),  # 2.9 weeks
    (4, an_item(days_overdue=50, interval=MONTH, weight=1.5)),  # 1.6 months, 2.5 times
    (4, an_item(rule="meeting", days_overdue=800, interval=YEAR)),  # 2.2 years
    (4, an_item(rule="recap", days_overdue=14, interval=None)),  # in weeks
    (4, an_item(days_overdue=50, interval=MONTH)),
    (4, an_item(rule="outcome", days_overdue=7, interval=None)),
    (4, an_item(days_overdue=20, interval=WEEK, weight=0.25)),
    # occasions, by days
    (5, an_item(rule="moment", days_overdue=6, interval=None)),
    (5, an_item(rule="chase", days_overdue=5, interval=None)),
    (5, an_item(rule="look_back", days_overdue=4, interval=None)),
    # due, by day, then by what it would be
    (6, an_item(status="due", due_on=TODAY, client="Zeta", rule="chase")),
    (6, an_item(status="due", due_on=in_days(1), client="Zeta", rule="promise")),
    (6, an_item(status="due", due_on=in_days(1), client="Beta")),
    (6, an_item(status="due", due_on=in_days(1), client="Acme", rule="checkup")),
    # questions, by their own intervals
    (7, an_item(rule="project_feedback", days_overdue=14, due_on=TODAY, since=in_days(-7))),
    (7, an_item(rule="checkup", days_overdue=50, interval=MONTH)),
    (7, an_item(rule="project_feedback", days_overdue=30, due_on=TODAY, since=TWO_MONTHS_AGO)),
    (7, an_item(rule="feedback", days_overdue=80, interval=Interval(6, "m"))),
    # soon, by day, then by what it would be
    (8, an_item(status="soon", due_on=TODAY, client="Zeta", rule="checkup")),
    (8, an_item(status="soon", due_on=in_days(1), client="Zeta", rule="promise")),
    (8, an_item(status="soon", due_on=in_days(1), client="Acme")),
    (9, an_item(status="later", due_on=TODAY, client="Acme")),
]


def test_items_are_worked_off_by_class_then_as_their_class_says():
    expected = [item for _, item in IN_ORDER]
    backwards = expected[::-1]
    assert sorted(backwards, key=sort_key) == expected
    assert [class_of(item) for item in expected] == [class_ for class_, _ in IN_ORDER]


def test_every_rule_has_a_place_among_what_is_overdue():
    placed = {item.rule: class_ for class_, item in IN_ORDER if item.status == "overdue"}
    assert placed == {one.name: one.overdue_class for one in RULE_BOOK if not one.status}


def test_ties_are_settled_by_client_then_rule():
    expected = [
        an_item(client="Acme", rule="meeting", interval=Interval(1, "w"), days_overdue=7),
        an_item(client="Acme", rule="outcome", interval=None, days_overdue=7),
        an_item(client="Acme", rule="update", interval=Interval(2, "w"), days_overdue=14),
        an_item(client="Beta", rule="meeting", interval=Interval(1, "d"), days_overdue=1),
    ]
    assert {urgency(item) for item in expected} == {1}
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
        (client(checkins=Checkins("Site", TODAY, Interval(1, "m"))), "on_track"),
        (client("weekly", next_meeting_on=in_days(3)), "on_track"),
        (client(unlogged_meetings_on=(in_days(-1),)), "overdue"),
        (client(snoozed_until=in_days(1)), "snoozed"),
        (client(send="1y", snoozed_until=TODAY, last_reach_on=TODAY), "on_track"),
        (replace(BUSY, snoozed_until=in_days(1)), "overdue"),  # the outcome shows
        (replace(BUSY, paused=True), "paused"),
        (client(paused=True, paused_until=TODAY), "no_cadence"),
        (replace(BUSY, paused=True, snoozed_until=in_days(1)), "paused"),
    ],
)
def test_a_client_stands_as_its_first_item(facts, status):
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
        if item.rule in ("appointment", "outcome", "meeting", "update"):
            assert (item.interval is None) == (item.since is None)
            assert item.last_on in (None, item.since)
            assert (item.last_on is None) or (item.last_channel is not None)
        else:
            assert (item.interval is not None) == (item.rule in ("feedback", "checkup"))
            assert urgency(item) == 0 or item.status == "overdue"


@given(clients, policies)
def test_resting_only_ever_takes_items_away(facts, policy):
    shown = items_for(facts, policy, TODAY)
    awake = replace(facts, archived=False, paused=False, snoozed_until=None)
    all_items = items_for(awake, policy, TODAY)
    assert set(shown) <= set(all_items)
    if not facts.archived and not facts.is_paused(TODAY):
        hidden = {item.rule for item in all_items} - {item.rule for item in shown}
        assert hidden <= HIDDEN_BY_A_SNOOZE
        assert facts.is_snoozed(TODAY) or not hidden
        assert not facts.is_snoozed(TODAY) or not {item.rule for item in shown} & HIDDEN_BY_A_SNOOZE


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
@settings(max_examples=40)
def test_the_order_of_work_does_not_depend_on_the_order_of_the_clients(portfolio, random):
    shuffled = random.sample(portfolio, len(portfolio))
    every = frozenset(STATUSES)
    assert due_items(portfolio, POLICY, TODAY, statuses=every) == due_items(
        shuffled, POLICY, TODAY, statuses=every
    )


@given(clients, st.integers(0, 30))
def test_an_item_only_ever_gets_more_pressing_while_nothing_happens(facts, days):
    facts = replace(facts, next_meeting_on=None, snoozed_until=None, paused=False)
    before = {
        (item.rule, item.due_on, item.ref_id, item.what): item
        for item in items_for(facts, POLICY, TODAY)
    }
    for item in items_for(facts, POLICY, in_days(days)):
        # A second question, and a later conversation, take the place of the first in the end.
        if item.rule not in ("project_feedback", "recap"):
            earlier = before[item.rule, item.due_on, item.ref_id, item.what]
            assert STATUSES.index(item.status) <= STATUSES.index(earlier.status)


@given(clients)
def test_contacting_a_client_today_leaves_no_update_to_send_today(facts):
    facts = replace(facts, last_reach_on=TODAY, last_reach_channel="call")
    updates = [item for item in items_for(facts, POLICY, TODAY) if item.rule == "update"]
    assert all(item.act_by > TODAY for item in updates)


@given(clients, policies)
def test_a_rule_that_is_off_finds_nothing_and_the_client_s_own_word_is_the_last(facts, policy):
    settings = {**policy.rules, **facts.own_rules}
    off = {rule for rule, interval in settings.items() if interval is None}
    found = items_for(facts, policy, TODAY)
    assert not off & {item.rule for item in found}
    without = replace(facts, own_rules={})
    all_on = items_for(without, replace(policy, rules={}), TODAY)
    if not any(settings.values()):
        assert set(found) == {item for item in all_on if item.rule not in off}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_off_for_the_house_or_for_one_client(rule):
    def rules(facts, policy):
        return {item.rule for item in items_for(facts, policy, TODAY)}

    house, other = Policy(), Policy(rules={rule: None})
    for facts in (EVERYTHING, replace(EVERYTHING, next_meeting_on=TODAY)):
        everything = rules(facts, house)
        own = replace(facts, own_rules={rule: None})
        assert rules(facts, other) == rules(own, house) == everything - {rule}
    assert rule in everything | rules(EVERYTHING, house)


def test_a_client_s_own_interval_turns_a_rule_on_again_that_is_off_for_the_house():
    policy = Policy(rules={"feedback": None, "update": None})
    own = client(send="1w", own_rules={"feedback": Interval(1, "m")})
    (item,) = (one for one in items_for(own, policy, TODAY) if one.rule == "feedback")
    assert (item.interval, item.due_on) == (Interval(1, "m"), date(2026, 2, 5))
    assert "update" not in {one.rule for one in items_for(own, policy, TODAY)}


def test_a_client_can_have_an_item_of_every_rule():
    found = [item.rule for item in items_for(EVERYTHING, Policy(), TODAY)]
    assert sorted(found) == sorted({*RULES} - {"appointment"})


@pytest.mark.parametrize(
    ("rest", "rules"),
    [
        ({"snoozed_until": in_days(1)}, {*RULES} - {"appointment"} - HIDDEN_BY_A_SNOOZE),
        ({"snoozed_until": TODAY}, {*RULES} - {"appointment"}),
        ({"paused": True}, set()),
        ({"archived": True}, set()),
    ],
)
def test_what_we_owe_shows_through_a_snooze_but_not_through_a_pause(rest, rules):
    assert {i.rule for i in items_for(replace(EVERYTHING, **rest), Policy(), TODAY)} == rules


def test_a_mistake_to_own_up_to_stands_straight_after_today_whatever_its_status():
    entered = {name: Mistake(1, name, in_days(days)) for name, days in (("old", -9), ("new", 0))}
    met = client(key="met", name="Zeta", next_meeting_on=TODAY)
    late = client("1d", key="late", name="Alpha", last_meeting_on=in_days(-400))
    told = client(key="told", name="Beta", open_items=OpenItems(mistakes=(entered["new"],)))
    waits = client(key="waits", name="Yota", open_items=OpenItems(mistakes=(entered["old"],)))
    items = due_items([late, told, waits, met], POLICY, TODAY)
    assert [(item.key, item.rule, item.status) for item in items] == [
        ("met", "appointment", "today"),
        ("waits", "own_up", "overdue"),
        ("told", "own_up", "due"),
        ("late", "meeting", "overdue"),
    ]


def test_a_client_to_own_up_to_stands_as_that_says():
    facts = replace(BUSY, open_items=OpenItems(mistakes=(Mistake(1, "x", TODAY),)))
    items = items_for(facts, POLICY, TODAY)
    assert [item.status for item in items] == ["due", "overdue", "overdue", "overdue"]
    assert client_status(facts, items, TODAY) == "due"


def test_a_promise_stands_before_silence_and_silence_before_a_question():
    late = client(send="1w", key="late", last_reach_on=in_days(-7 - 10), last_reach_channel="call")
    promised = client(
        key="promised", open_items=OpenItems(promises=(Commitment(1, "x", in_days(-1)),))
    )
    asked = replace(
        client(key="asked", own_rules={"feedback": Interval(1, "y")}), started_on=in_days(-900)
    )
    items = due_items([asked, late, promised], POLICY, TODAY)
    assert [item.key for item in items] == ["promised", "late", "asked"]


def test_among_equals_the_client_that_weighs_more_comes_first():
    light, heavy = (
        client(send="1w", key=key, last_reach_on=in_days(-12), weight=weight)
        for key, weight in (("light", 1), ("heavy", 1.5))
    )
    assert [item.key for item in due_items([light, heavy], POLICY, TODAY)] == ["heavy", "light"]
