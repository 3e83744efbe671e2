"""What is said after a client got rules of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clientpulse.output.screens.client_rules import interval, record
from clientpulse.views.client_rules import RuleRow

Pairs = Sequence[tuple[RuleRow, RuleRow]]
"""Rules as they were and as they are."""


def assigned(client: str, pairs: Pairs) -> str:
    """Say how the rules of a client changed."""
    return f"Rules of {client}: {'; '.join(_words(*pair) for pair in pairs)}"


def changed(pairs: Pairs) -> list[dict[str, Any]]:
    """Return the rules that changed, for JSON."""
    return [
        {"field": after.rule, "before": record(before), "after": record(after)}
        for before, after in pairs
        if before != after
    ]


def _words(before: RuleRow, after: RuleRow) -> str:
    old, new = interval(before), interval(after)
    said = f"{after.rule} {new}" if old == new else f"{after.rule} {old} → {new}"
    return said if after.source == "client" else f"{said}, the usual"
