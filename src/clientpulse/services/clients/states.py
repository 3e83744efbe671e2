"""How visible a client is."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.policy import Policy, RuleIntervals
from clientpulse.cadence.rule_book import RULE_BOOK
from clientpulse.records import Client
from clientpulse.services.clients.listing import read
from clientpulse.services.facts.policy import own_rules
from clientpulse.store.reader import Reader
from clientpulse.views.states import ClientState


def state(reader: Reader, today: date, policy: Policy, client_id: int) -> ClientState:
    """Return what keeps a client out of today's list."""
    return state_of(read(reader, client_id), own_rules(reader, client_id), today, policy)


def state_of(client: Client, own: RuleIntervals, today: date, policy: Policy) -> ClientState:
    """Return the same of a client that was read already."""
    until = client.paused_until
    snoozed_until = client.snoozed_until
    return ClientState(
        name=client.name,
        key=client.key,
        archived=client.archived_on is not None,
        paused=client.paused_on is not None and (until is None or today < until),
        paused_until=until,
        snoozed_until=snoozed_until if snoozed_until and today < snoozed_until else None,
        own_rules=own,
        off_for_all=off_for_all(policy, own),
    )


def off_for_all(policy: Policy, own: RuleIntervals) -> tuple[str, ...]:
    """Return the rules that the settings turn off, whatever the client's own say of others."""
    return tuple(
        rule.name
        for rule in RULE_BOOK
        if rule.is_off(own, policy) and own.get(rule.name, rule) is not None
    )
