"""Every entry of the rule book, held against its case: what it finds, when, and its words."""

from __future__ import annotations

from dataclasses import fields
from inspect import signature

import pytest

from clientpulse.cadence.advice import command, next_words, reason, suggestion
from clientpulse.cadence.engine import items_for
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.open_items import OpenItems
from clientpulse.cadence.policy import NO_RULES, Policy
from clientpulse.cadence.rule_book import RULE_BOOK, RULES
from tests.unit.cases import CASES, facts_of
from tests.unit.made_up import TODAY, in_days


def only(rule: str) -> DueItem:
    items = items_for(facts_of([CASES[rule]]), Policy(), TODAY)
    (item,) = (one for one in items if one.rule == rule)
    return item


def test_every_rule_has_a_case_in_the_order_of_the_book():
    assert [*CASES] == [*RULES] == [rule.name for rule in RULE_BOOK]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_its_case_says(rule):
    item, case = only(rule), CASES[rule]
    assert (item.due_on, item.act_by, item.status) == (
        *(in_days(case.due), in_days(case.act)),
        case.status,
    )


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_the_words_of_its_case(rule):
    item, case = only(rule), CASES[rule]
    assert reason(item, TODAY) == case.reason
    assert (suggestion(item), command(item, "acme")) == (case.suggestion, case.command)
    assert next_words(item) == case.next
    assert 0 < len(RULES[rule].in_short) <= 8
    assert RULES[rule].about


@pytest.mark.parametrize("rule", RULE_BOOK, ids=lambda rule: rule.name)
def test_a_rule_has_the_settings_of_its_case(rule):
    case = CASES[rule.name]
    usual = rule.interval_in(NO_RULES, Policy())
    assert str(usual or rule.counts_with if rule.adjustable else "none") == case.interval
    assert len(signature(rule.find).parameters) == 3 + rule.adjustable
    assert rule.snoozed is case.snoozed
    assert rule.reads in {None, *(field.name for field in fields(OpenItems))}


@pytest.mark.parametrize("name", [rule.name for rule in RULE_BOOK if rule.adjustable])
def test_the_interval_is_the_client_s_own_then_the_policy_s_then_the_usual(name):
    rule, policy = RULES[name], Policy(rules={name: Interval(5, "d")})
    assert rule.interval_in({name: Interval(9, "w")}, policy) == Interval(9, "w")
    assert rule.interval_in(NO_RULES, policy) == Interval(5, "d")
    assert rule.interval_in({name: None}, policy) is None


def test_without_recaps_none_is_owed_whatever_else_is_set():
    no_recaps = Policy(recap="none", rules={"recap": Interval(2, "d")})
    assert RULES["recap"].is_off({"recap": Interval(1, "d")}, no_recaps)
    assert not RULES["chase"].is_off(NO_RULES, no_recaps)


def test_an_update_has_words_for_every_channel():
    from clientpulse.cadence.channel import Channel
    from clientpulse.cadence.rules.rhythm import BY_CHANNEL

    assert set(BY_CHANNEL) == set(Channel)


@pytest.mark.parametrize("rule", RULE_BOOK, ids=lambda rule: rule.name)
def test_what_others_may_read_says_nothing_of_mistakes_and_debts(rule):
    telling = ("mistake", "tell", "fix", "owe", "chase", "late", "complain")
    assert rule.discreet.istitle() or rule.discreet == "Follow up"
    assert not any(word in rule.discreet.lower() for word in telling)
