"""The rules as they are for one client."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.views.checkups import ClientRulesView, RuleRow

MEANING = {
    APPOINTMENT: "a meeting is booked for today",
    OUTCOME: "a booked meeting wasn't logged",
    MEETING: "it is time to meet",
    UPDATE: "it is time to send word",
    OWN_UP: "they weren't told of a mistake",
    MAKE_GOOD: "a mistake is to be made good",
    LOOK_BACK: "a mistake was made good: ask whether all is well",
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
            MEANING[row.rule],
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
    return str(row.interval) if row.interval else OTHERWISE.get(row.rule, "on")


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"client-rules": envelope}
FIELDS = {"client-rules": ("rule", "on", "interval", "from")}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"client-rules": sheet}
