"""Rules that differ for a client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from clientpulse.records import fields
from clientpulse.records.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRule(Record):
    """A rule that has another interval with one client, or is off: ``none``."""

    UNIQUE: ClassVar[str] = "rule"
    NOUN: ClassVar[str] = "rule"

    client_id: int = fields.hidden(0)
    rule: str = fields.rule()
    interval: str = fields.interval("rule_interval", needed=True)
