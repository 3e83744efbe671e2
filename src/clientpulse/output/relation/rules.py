"""The rules as they are for one client."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.rule_book import RULES
from clientpulse.output import phrases
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.views.checkups import ClientRulesView, RuleRow

SOURCES = {"client": "this client", "config": "the config", "default": "default"}


def record(row: RuleRow) -> dict[str, Any]:
    """Return the fields of a rule."""
    return {
        "rule": row.rule,
        "on": row.on,
        "interval": None if row.interval is None else str(row.interval),
        "from": row.source,
    }


def envelope(view: ClientRulesView) -> dict[str, Any]:
    """Return the envelope's fields of ``client rules``."""
    return {"items": [record(row) for row in view.rules]}


def sheet(view: ClientRulesView) -> Sheet:
    """Lay out the rules."""
    rows = [
        (
            row.rule,
            interval(row),
            SOURCES[row.source],
            RULES[row.rule].about,
        )
        for row in view.rules
    ]
    key = one_line(phrases.shell_word(view.key))
    footer = (f"To change one: pulse client rules {key} checkup=1y feedback=none chase=default",)
    return Sheet(
        f"Rules of {one_line(view.client)}", ("Rule", "Interval", "From", "About"), rows, footer
    )


def interval(row: RuleRow) -> str:
    """Say what a rule counts with: ``6m``, ``off``, ``next workday``."""
    if not row.on:
        return "off"
    return str(row.interval or RULES[row.rule].counts_with)


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"client-rules": envelope}
FIELDS = {"client-rules": ("rule", "on", "interval", "from")}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"client-rules": sheet}
