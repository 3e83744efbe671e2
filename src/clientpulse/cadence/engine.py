"""The engine: asks every rule about every client, and gives what was found a status and a place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import (
    ACTIONABLE,
    APPOINTMENT,
    DUE,
    LATER,
    OVERDUE,
    SOON,
    STATUSES,
    TODAY,
    DueItem,
    Place,
    place,
    sort_key,
    urgency_of,
    worst_status,
)
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rules import rules_for

ALL = frozenset(STATUSES)


def items_for(
    facts: Facts, policy: Policy, today: date, soon: Interval | None = None
) -> tuple[DueItem, ...]:
    """Return everything there is to do for one client, what is due later included.

    Args:
        facts: The client as of today.
        policy: The rules of the house.
        today: The day it is.
        soon: How far ahead an item is called `soon`, in place of the policy's.

    Returns:
        The items of every status in the order of work; none of what is hidden.
    """
    soon_until = (soon or policy.soon).after(today)
    items = [
        _item(finding, _status(finding, today, soon_until), facts, today)
        for rule in rules_for(facts, policy, today)
        for finding in rule(facts, policy, today)
    ]
    return tuple(sorted(items, key=sort_key))


def first_item(facts: Facts, policy: Policy, today: date) -> DueItem | None:
    """Return the first of `items_for`, the only one that a report needs; no others are built.

    Args:
        facts: The client as of today.
        policy: The rules of the house.
        today: The day it is.
    """
    first = _first_finding(facts, policy, today, policy.soon.after(today), ALL)
    if first is None:
        return None
    _, status, finding = first
    return _item(finding, status, facts, today)


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
        all_facts: The clients as of today.
        policy: The rules of the house.
        today: The day it is.
        soon: How far ahead an item is called `soon`, in place of the policy's.
        statuses: Which statuses are wanted; `today`, `overdue` and `due` unless told.

    Returns:
        The items, sorted over all clients.
    """
    soon_until = (soon or policy.soon).after(today)
    items = []
    for facts in all_facts:
        for rule in rules_for(facts, policy, today):
            for finding in rule(facts, policy, today):
                status = _status(finding, today, soon_until)
                if status in statuses:
                    items.append(_item(finding, status, facts, today))
    items.sort(key=sort_key)
    return items


def clients_in_order(
    all_facts: Iterable[Facts],
    policy: Policy,
    today: date,
    soon: Interval | None = None,
    statuses: frozenset[str] = ACTIONABLE,
) -> dict[str, str]:
    """Return who has something to be done, in the order of work, without building the items.

    Args:
        all_facts: The clients as of today.
        policy: The rules of the house.
        today: The day it is.
        soon: How far ahead an item is called `soon`, in place of the policy's.
        statuses: Which statuses are wanted.

    Returns:
        The clients' keys, each with the status of its first item; the order is that of
        `due_items`.
    """
    soon_until = (soon or policy.soon).after(today)
    first: list[tuple[Place, str, str]] = []
    for facts in all_facts:
        best = _first_finding(facts, policy, today, soon_until, statuses)
        if best is not None:
            place_of_best, status, _ = best
            first.append((place_of_best, facts.key, status))
    first.sort()
    return {key: status for _, key, status in first}


def client_status(facts: Facts, items: Collection[DueItem], today: date) -> str:
    """Say in one word how a client stands.

    Args:
        facts: The client as of today.
        items: What `items_for` gave for the client.
        today: The day it is.

    Returns:
        The most pressing item's status; without any, or with none but later ones, `snoozed`,
        `paused`, `no_cadence` or `on_track`.
    """
    worst = worst_status({item.status for item in items} - {LATER})
    if worst is not None:
        return worst
    if facts.is_snoozed(today):
        return "snoozed"
    if facts.is_paused(today):
        return "paused"
    if facts.cadence.meeting is None and facts.cadence.update is None:
        return "no_cadence"
    return "on_track"


def _first_finding(
    facts: Facts,
    policy: Policy,
    today: date,
    soon_until: date,
    statuses: frozenset[str],
) -> tuple[Place, str, Finding] | None:
    """Return the first finding of the wanted statuses with its place and its status."""
    best: tuple[Place, str, Finding] | None = None
    for rule in rules_for(facts, policy, today):
        for finding in rule(facts, policy, today):
            status = _status(finding, today, soon_until)
            if status not in statuses:
                continue
            due_on = finding.due_on
            late = (today - due_on).days if status == OVERDUE else 0
            urgency = urgency_of(finding.rule, late, finding.interval)
            found = place(status, urgency, facts.name, finding.rule, due_on, facts.key)
            if best is None or found < best[0]:
                best = (found, status, finding)
    return best


def _status(finding: Finding, today: date, soon_until: date) -> str:
    """Place a finding in time: overdue by its true date only, the others by `act_by`."""
    if finding.rule == APPOINTMENT:
        return TODAY
    if today > finding.due_on:
        return OVERDUE
    act_by = finding.act_by
    if act_by <= today:
        return DUE
    return SOON if act_by <= soon_until else LATER


def _item(finding: Finding, status: str, facts: Facts, today: date) -> DueItem:
    rule, due_on, act_by, interval, since, last_on, last_channel, what, ref_id, owed, person = (
        finding
    )
    return DueItem(
        key=facts.key,
        client=facts.name,
        rule=rule,
        status=status,
        due_on=due_on,
        act_by=act_by,
        days_overdue=max(0, (today - due_on).days),
        interval=interval,
        last_on=last_on,
        last_channel=last_channel,
        since=since,
        written_streak=facts.written_streak,
        prefers=facts.prefers,
        what=what,
        ref_id=ref_id,
        count=owed,
        person=person,
    )
