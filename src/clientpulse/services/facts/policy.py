"""What was agreed with a client, and how we work with all of them, from their stored form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import NO_RULES, Cadence, Checkins, Policy, RuleIntervals
from clientpulse.cadence.rule_book import RULES
from clientpulse.store import queries
from clientpulse.store.queries.facts import Running
from clientpulse.store.reader import Reader

HALVES = ("meeting", "update")
"""The halves of a cadence, and the rules that remind of them."""


def with_days_off(reader: Reader, policy: Policy) -> Policy:
    """Add days off, which the store holds, to the policy of the settings: mine and everybody's."""
    spans = tuple(
        (first, last)
        for owner, first, last in queries.facts.days_off(reader)
        if owner is None or reader.author.is_called(owner)
    )
    return replace(policy, days_off=spans) if spans else policy


def cadence_of(
    policy: Policy,
    meeting_interval: str | None,
    update_interval: str | None,
    own: RuleIntervals = NO_RULES,
) -> Cadence:
    """Settle the cadence from its stored form: what was agreed, but for what is turned off.

    Args:
        meeting_interval: ``3m`` or None.
        update_interval: ``1m``; ``none`` for no updates; None to follow the rule.
        own: The client's own intervals by rule.
    """
    agreed = policy.cadence(
        _interval(meeting_interval), _interval(update_interval), update_interval is None
    )
    if not own and not policy.rules_off:
        return agreed
    off = [one for one in HALVES if getattr(agreed, one) and RULES[one].is_off(own, policy)]
    nothing: dict[str, Any] = dict.fromkeys(off)
    if "update" in off:
        nothing["update_from"] = None
    return replace(agreed, **nothing, off=tuple(off))


def deciding(running: Iterable[Running], agreed: Interval | None) -> Checkins | None:
    """Return the check-ins that are in force: the most frequent, if more so than what was agreed.

    Args:
        running: Of those that are equally frequent the first decides.
    """
    intervals = ((one, _interval(one.checkin)) for one in running)
    found = [Checkins(one.name, one.started_on, every) for one, every in intervals if every]
    first = min(found, key=lambda one: one.every.days, default=None)
    if first is None or (agreed is not None and first.every.days >= agreed.days):
        return None
    return first


def own_rules(reader: Reader, client_id: int) -> RuleIntervals:
    """Return a client's own intervals by rule, None where one is off."""
    return all_own_rules(reader, client_id).get(client_id, NO_RULES)


def all_own_rules(reader: Reader, client_id: int | None = None) -> dict[int, RuleIntervals]:
    """Return, by client, the own intervals of those that have any; or of one of them."""
    found = queries.facts.client_rules(reader, client_id)
    return {client: intervals(rules) for client, rules in found.items()}


def intervals(stored: Mapping[str, str]) -> RuleIntervals:
    """Read intervals by rule from their stored form, None where one is off."""
    return {rule: _interval(every) for rule, every in stored.items()}


@lru_cache(maxsize=1024)
def _interval(stored: str | None) -> Interval | None:
    return None if stored is None else parse_interval(stored)
