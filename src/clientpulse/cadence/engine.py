"""The engine: asks every rule about every client, and gives what was found a status and a place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import ACTIONABLE, DUE, LATER, OVERDUE, SOON, STATUSES, DueItem
from clientpulse.cadence.open_items import NOTHING_OPEN
from clientpulse.cadence.order import sort_key
from clientpulse.cadence.policy import NO_RULES, Policy, RuleIntervals
from clientpulse.cadence.rule import Rule
from clientpulse.cadence.rule_book import RULE_BOOK

ALL = frozenset(STATUSES)


def items_for(
    facts: Facts, policy: Policy, today: date, soon: Interval | None = None
) -> tuple[DueItem, ...]:
    """Return everything there is to do for one client, what is due later included.

    Args:
        soon: How far ahead an item is called `soon`, in place of the policy's.

    Returns:
        The items of every status in the order of work; none of what is hidden.
    """
    return tuple(due_items((facts,), policy, today, soon, ALL))


def due_items(
    all_facts: Iterable[Facts],
    policy: Policy,
    today: date,
    soon: Interval | None = None,
    statuses: frozenset[str] = ACTIONABLE,
) -> list[DueItem]:
    """Return what is to be done for all clients in the order of work.

    The same items as `items_for` gives, of the wanted statuses only; no others are built.

    Args:
        soon: How far ahead an item is called `soon`, in place of the policy's.
    """
    soon_until = (soon or policy.soon).after(today)
    off = _off(NO_RULES, policy)
    return sorted(
        (
            _item(rule, status, finding, facts, today)
            for facts in all_facts
            for rule, finding in _findings(facts, policy, today, off)
            if (status := rule.status or _status(finding, today, soon_until)) in statuses
        ),
        key=sort_key,
    )


def client_status(facts: Facts, items: Collection[DueItem], today: date) -> str:
    """Say in one word how a client stands.

    Args:
        items: What `items_for` gave for the client.

    Returns:
        The status of the item that comes first; without any, or with none but later ones,
        `paused`, which hides everything, `snoozed`, `no_cadence` or `on_track`.
    """
    first = min(items, key=sort_key, default=None)
    if first is not None and first.status != LATER:
        return first.status
    if facts.is_paused(today):
        return "paused"
    if facts.is_snoozed(today):
        return "snoozed"
    if facts.in_force.meeting is None and facts.in_force.update is None:
        return "no_cadence"
    return "on_track"


def _findings(
    facts: Facts, policy: Policy, today: date, off: frozenset[str]
) -> Iterator[tuple[Rule, Finding]]:
    """Ask the rules about a client: none about a resting one, and none that are off."""
    if facts.archived or facts.is_paused(today):
        return
    if facts.own_rules:
        off = _off(facts.own_rules, policy)
    for rule in _rules(facts.is_snoozed(today), facts.open_items is NOTHING_OPEN, off):
        for finding in rule.ask(facts, policy, today):
            yield rule, finding


def _off(own_rules: RuleIntervals, policy: Policy) -> frozenset[str]:
    return frozenset(rule.name for rule in RULE_BOOK if rule.is_off(own_rules, policy))


# Asked once for each client of a portfolio, with few different answers.
@lru_cache(maxsize=1024)
def _rules(snoozed: bool, nothing_open: bool, off: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in RULE_BOOK
        if rule.name not in off
        and not (snoozed and rule.snoozed)
        and not (nothing_open and rule.reads)
    )


def _status(finding: Finding, today: date, soon_until: date) -> str:
    """Place a finding in time: overdue by its true date only, the others by `act_by`."""
    if today > finding.due_on:
        return OVERDUE
    if finding.act_by <= today:
        return DUE
    return SOON if finding.act_by <= soon_until else LATER


def _item(rule: Rule, status: str, finding: Finding, facts: Facts, today: date) -> DueItem:
    return DueItem(
        key=facts.key,
        client=facts.name,
        rule=rule.name,
        status=status,
        days_overdue=max(0, (today - finding.due_on).days),
        written_streak=facts.written_streak,
        prefers=facts.prefers,
        weight=facts.weight,
        **finding._asdict(),
    )
