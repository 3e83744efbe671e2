"""What was agreed with a client, and how we work with all of them, from their stored form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import Cadence, Policy, RuleIntervals
from clientpulse.store import queries
from clientpulse.store.reader import Reader


def with_days_off(reader: Reader, policy: Policy) -> Policy:
    """Add our days off, which the store holds, to the policy of the settings."""
    spans = tuple(queries.facts.days_off(reader))
    return replace(policy, days_off=spans) if spans else policy


def cadence_of(
    policy: Policy, meeting_interval: str | None, update_interval: str | None
) -> Cadence:
    """Settle the cadence from its stored form.

    Args:
        meeting_interval: ``3m`` or None.
        update_interval: ``1m``; ``none`` for no updates; None to follow the rule.
    """
    return policy.cadence(
        _interval(meeting_interval), _interval(update_interval), update_interval is None
    )


def own_rules(reader: Reader, client_id: int) -> RuleIntervals:
    """Return a client's own intervals by rule, None where one is off."""
    return parsed_rules(queries.facts.client_rules(reader, client_id).get(client_id, {}))


def parsed_rules(stored: Mapping[str, str]) -> RuleIntervals:
    """Read a client's own intervals from their stored form."""
    return {rule: _interval(interval) for rule, interval in stored.items()}


@lru_cache(maxsize=1024)
def _interval(stored: str | None) -> Interval | None:
    return None if stored is None else parse_interval(stored)
