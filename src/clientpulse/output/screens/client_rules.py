"""The rules as they are for one client."""

from __future__ import annotations

from clientpulse.cadence.rule_book import RULES
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.views.client_rules import ClientRulesView, RuleRow

SOURCES = {"client": "this client", "config": "the config", "default": "default"}


record: Fields[RuleRow] = Fields("rule on interval from=source")


def interval(row: RuleRow) -> str:
    """Say what a rule counts with: ``6m``, ``off``, ``next workday``."""
    if not row.on:
        return "off"
    return str(row.interval or RULES[row.rule].counts_with)


def _footer(view: ClientRulesView) -> tuple[str, ...]:
    key = phrases.shell_word(view.key)
    return (f"To change one: pulse client rules {key} checkup=1y feedback=none chase=default",)


SCREEN: Screen[ClientRulesView] = list_screen(
    "client-rules",
    record,
    lambda view: f"Rules of {view.client}",
    lambda row, view: {
        "Rule": row.rule,
        "Interval": interval(row),
        "From": SOURCES[row.source],
        "About": RULES[row.rule].about,
    },
    _footer,
)
