"""The rules as they are for one client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.cadence.rule_book import RULES
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.views.client_rules import ClientRulesView, RuleRow

SOURCES = {"client": "this client", "config": "the config", "default": "default"}


record: Fields[RuleRow] = Fields("rule on interval from=source")


def sheet(view: ClientRulesView) -> Sheet:
    """Lay out the rules."""
    key = phrases.shell_word(view.key)
    return Sheet.of(
        f"Rules of {view.client}",
        [
            {
                "Rule": row.rule,
                "Interval": interval(row),
                "From": SOURCES[row.source],
                "About": RULES[row.rule].about,
            }
            for row in view.rules
        ],
        (f"To change one: pulse client rules {key} checkup=1y feedback=none chase=default",),
    )


def interval(row: RuleRow) -> str:
    """Say what a rule counts with: ``6m``, ``off``, ``next workday``."""
    if not row.on:
        return "off"
    return str(row.interval or RULES[row.rule].counts_with)


SCREEN: Screen[ClientRulesView] = Screen(
    "client-rules",
    lambda view: {"items": list(map(record, view.rules))},
    sheet,
    record.names,
)
