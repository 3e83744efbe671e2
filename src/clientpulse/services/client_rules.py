"""Which rules speak about a client, and how often; a client may have intervals of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.policy import NO_RULES, Policy, RuleIntervals
from clientpulse.cadence.rule import Rule
from clientpulse.cadence.rule_book import RULE_BOOK, RULES
from clientpulse.config.settings import Settings
from clientpulse.config.values import nearest_rule
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.records import ClientRule
from clientpulse.services import lookup, text
from clientpulse.services.facts.policy import all_own_rules, own_rules
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.client_rules import ClientRulesView, OwnRule, RuleRow
from clientpulse.views.listed import Listed

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

CLIENT, CONFIG, DEFAULT = "client", "config", "default"

OFF = "none"


def rules(reader: Reader, today: date, settings: Settings, client: lookup.Found) -> ClientRulesView:
    """Return every rule as it is for a client, and where that comes from."""
    own = own_rules(reader, client.id)
    found = tuple(_row(rule, own, settings) for rule in RULE_BOOK)
    return ClientRulesView(today, client.name, client.key, found)


def listed(reader: Reader, today: date, settings: Settings) -> Listed[OwnRule]:
    """List the rules that the config changes for all, then those of single active clients."""
    usual = {rule.name: _row_in(rule, NO_RULES, Policy(), DEFAULT) for rule in RULE_BOOK}
    for_all = {rule.name: _row(rule, NO_RULES, settings) for rule in RULE_BOOK}
    found = [
        OwnRule(None, None, row, usual[name])
        for name, row in for_all.items()
        if row.source == CONFIG
    ]
    own = all_own_rules(reader)
    for client_id, key, name in queries.clients.names(reader, Selection()):
        found += [
            OwnRule(name, key, _row(RULES[rule], own[client_id], settings), for_all[rule])
            for rule in RULES
            if rule in own.get(client_id, {})
        ]
    return Listed(today, tuple(found))


def read_assignments(typed: Sequence[str]) -> dict[str, str]:
    """Read rules as they are typed on the command line: ``checkup=1y``.

    Args:
        typed: Rule and interval each, ``none`` for off or ``default`` for as with all clients.

    Returns:
        The interval as stored, ``none`` or ``default`` by rule.
    """
    found: dict[str, str] = {}
    for one in typed:
        name, sign, value = one.partition("=")
        rule = name.strip().lower().replace("-", "_")
        if not sign:
            raise InputError(
                f"{quoted(one)} sets no rule",
                "write it as checkup=1y, feedback=none or chase=default",
            )
        if rule not in RULES:
            raise InputError(f"{quoted(name)} isn't a rule", nearest_rule(rule))
        wanted = value.strip().lower()
        if wanted not in {OFF, DEFAULT}:
            if not RULES[rule].adjustable:
                raise InputError(
                    f"the rule {rule} has no interval of its own: {quoted(value)}",
                    f"write {rule}=none to turn it off, {rule}=default for as with all clients",
                )
            wanted = text.interval(value, rule) or OFF
        if found.get(rule, wanted) != wanted:
            raise InputError(f"the rule {rule} is set twice", "set each rule once")
        found[rule] = wanted
    return found


def assign(unit: UnitOfWork, client: lookup.Found, wanted: Mapping[str, str]) -> None:
    """Give a client rules of its own, or take them away.

    Args:
        wanted: The interval as stored, ``none`` or ``default`` by rule.
    """
    present = queries.dependents.ids_by(unit.reader, ClientRule, "rule", client.id)
    for rule, interval in wanted.items():
        if interval == DEFAULT:
            unit.delete_all(ClientRule, [present[rule]] if rule in present else [])
        elif rule in present:
            unit.update_all(ClientRule, [present[rule]], interval=interval)
        else:
            unit.insert(ClientRule(client_id=client.id, rule=rule, interval=interval))
    unit.describe(f"set rules of {client.name}")


def _row(rule: Rule, own: RuleIntervals, settings: Settings) -> RuleRow:
    return _row_in(rule, own, settings.policy, _source(rule, own, settings))


def _row_in(rule: Rule, own: RuleIntervals, policy: Policy, source: str) -> RuleRow:
    if rule.is_off(own, policy):
        return RuleRow(rule.name, on=False, interval=None, source=source)
    interval = rule.interval_in(own, policy) if rule.adjustable else None
    return RuleRow(rule.name, on=True, interval=interval, source=source)


def _source(rule: Rule, own: RuleIntervals, settings: Settings) -> str:
    if rule.muted(settings.policy):
        return CONFIG
    if rule.name in own:
        return CLIENT
    configured = rule.name in settings.policy.rules or (
        rule.setting is not None and settings.origins[rule.setting] != DEFAULT
    )
    return CONFIG if configured else DEFAULT
