"""The list of clients, and what came of merging two."""

from __future__ import annotations

from dataclasses import dataclass

from clientpulse.cadence.policy import Cadence, RuleIntervals
from clientpulse.records import Client, Contact


@dataclass(frozen=True, slots=True)
class ListedClient:
    """A client with its tags, its cadence and its primary contact."""

    client: Client
    cadence: Cadence
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class MergedClients:
    """Two clients as they were, and the one they are now.

    Attributes:
        rules: The client's own intervals by rule, which were the target's; None where one is off.
        rules_gone: The source's, which go.
    """

    source: Client
    target: Client
    client: Client
    rules: RuleIntervals
    rules_gone: RuleIntervals
