"""The rules as they are for one client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.cadence.items import (
    APPOINTMENT,
    CHASE,
    CHECKUP,
    FEEDBACK,
    LOOK_BACK,
    MAKE_GOOD,
    MEETING,
    MOMENT,
    OUTCOME,
    OWN_UP,
    PROJECT_FEEDBACK,
    PROMISE,
    RECAP,
    UPDATE,
)
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.views.client_rules import ClientRulesView, RuleRow

MEANING = {
    APPOINTMENT: "a meeting is booked for today",
    OUTCOME: "a booked meeting wasn't logged",
    MEETING: "it is time to meet",
    UPDATE: "it is time to send word",
    OWN_UP: "they don't know of a mistake yet",
    MAKE_GOOD: "a mistake still has to be fixed",
    LOOK_BACK: "a mistake was fixed: ask whether all is well",
    PROMISE: "we promised something by a day",
    CHASE: "they owe us something",
    RECAP: "a conversation isn't written down for them",
    MOMENT: "a birthday, or something to remember",
    FEEDBACK: "ask how they find our work",
    PROJECT_FEEDBACK: "ask about a finished project",
    CHECKUP: "look at the relationship",
}

# What is counted with where a rule has no interval that could be set here.
OTHERWISE = {MEETING: "as agreed", UPDATE: "as agreed", RECAP: "next workday"}

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
                "About": MEANING[row.rule],
            }
            for row in view.rules
        ],
        (f"To change one: pulse client rules {key} checkup=1y feedback=none chase=default",),
    )


def interval(row: RuleRow) -> str:
    """Say what a rule counts with: ``6m``, ``off``, ``next workday``."""
    if not row.on:
        return "off"
    return str(row.interval) if row.interval else OTHERWISE.get(row.rule, "on")


SCREEN: Screen[ClientRulesView] = Screen(
    "client-rules",
    lambda view: {"items": list(map(record, view.rules))},
    sheet,
    record.names,
)
