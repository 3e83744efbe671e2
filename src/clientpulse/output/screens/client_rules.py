"""The rules as they are for one client."""

from __future__ import annotations

from clientpulse.cadence.rule_book import RULES
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.quoting import shell_word
from clientpulse.views.client_rules import ClientRulesView, OwnRule, RuleRow
from clientpulse.views.listed import Listed

SOURCES = {"client": "this client", "config": "the config", "default": "default"}


record: Fields[RuleRow] = Fields("rule on interval from=source")


def interval(row: RuleRow) -> str:
    """Say what a rule counts with: ``6m``, ``off``, ``next workday``."""
    if not row.on:
        return "off"
    return str(row.interval or RULES[row.rule].counts_with)


def _footer(view: ClientRulesView) -> tuple[str, ...]:
    key = shell_word(view.key)
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

_own: Fields[OwnRule] = Fields(
    "client key rule=row.rule on=row.on interval=row.interval from=row.source"
    " usual_on=usual.on usual_interval=usual.interval"
)


def _own_footer(view: Listed[OwnRule]) -> tuple[str, ...]:
    one = next((one for one in view.items if one.key is not None), None)
    if one is None:
        return ("To change one: pulse client rules CLIENT checkup=1y feedback=none",)
    key = shell_word(one.key or "")
    return (f"To use the usual one again: pulse client rules {key} {one.row.rule}=default",)


LIST: Screen[Listed[OwnRule]] = list_screen(
    "client-rules-list",
    _own,
    lambda view: (
        f"{phrases.counted(len(view.items), 'rule')} changed from the usual"
        if view.items
        else "Every client has the usual rules"
    ),
    lambda one, view: {
        "For": one.client or "all clients",
        "Rule": one.row.rule,
        "Interval": interval(one.row),
        "Instead of": interval(one.usual),
        "From": "the config" if one.row.source == "config" else None,
    },
    _own_footer,
)
