"""How what an agent sees is shown: texts, lists, and why something is due.

What people and e-mails wrote stands between two marks, so that an agent can tell it from what we
say. Notes, moods, health, mistakes and whatever else is somebody's opinion of a person is shown
where the person allows it alone (``--notes``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence import wording
from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.rules.reminders import is_birthday
from clientpulse.cli.agent.answers import Fields, day, known, marked

if TYPE_CHECKING:
    from clientpulse.cadence.items import DueItem

OUR_RULES = frozenset(
    (
        *("appointment", "outcome", "meeting", "update", "answer", "promise", "chase", "recap"),
        *("moment", "feedback", "project_feedback", "checkup"),
    )
)
"""The rules that an agent may know of: the others are about mistakes."""

QUOTED = frozenset(("promise", "chase", "project_feedback"))
"""Of these the rules whose reason may quote what was written."""

LOOK = "something that your person should look at: pulse due"
REMINDER = "a reminder of your person's: pulse remind list"


@dataclass(frozen=True, slots=True)
class Shown:
    """How records are shown.

    Attributes:
        today: The day it is.
        notes: Whether notes, moods, health and mistakes are shown as well.
        longest: More of a text isn't shown.
        most: More of a list within a record isn't shown.
    """

    today: date
    notes: bool = False
    longest: int = 600
    most: int = 20

    def text(self, typed: str | None) -> str | None:
        """Return on one line, between the marks, what somebody wrote; None where nothing is."""
        if typed is None or not typed.strip():
            return None
        return marked(wording.in_short(typed, self.longest))

    def several(self, typed: Iterable[str]) -> list[str]:
        """Return several texts."""
        found = [shown for one in typed if (shown := self.text(one))]
        more = len(found) - self.most
        return found if more <= 0 else [*found[: self.most], f"and {more} more"]

    def some(self, found: Sequence[Fields]) -> list[Fields]:
        """Return no more of a list within a record than there is room for."""
        more = len(found) - self.most
        return list(found) if more <= 0 else [*found[: self.most], {"more": more}]

    def reason(self, item: DueItem) -> str:
        """Say why something is due, in words that give nothing of the person's own away."""
        if self.notes:
            return marked(reason(item, self.today))
        if item.rule not in OUR_RULES:
            return LOOK
        if item.rule == "moment" and not is_birthday(item):
            return REMINDER
        if item.rule in QUOTED or item.person or (item.rule == "update" and item.what):
            return marked(reason(item, self.today))
        return reason(replace(item, what=None), self.today)

    def to_do(self, item: DueItem) -> str:
        """Say what to do about it."""
        known = self.notes or item.rule in OUR_RULES
        return suggestion(item) if known else "tell your person"

    def why(self, items: Iterable[DueItem]) -> list[Fields]:
        """Return the reasons of a client, the most urgent first, each once."""
        found: list[Fields] = []
        for item in items:
            told = self.notes or item.rule in OUR_RULES
            one = {
                "reason": self.reason(item),
                **(
                    {"rule": item.rule, "due_on": day(item.due_on), "number": _number(item)}
                    if told
                    else {}
                ),
            }
            if (one := known(one)) not in found:
                found.append(one)
        return self.some(found)


def rooms(shown: Shown) -> Iterator[Shown]:
    """Give ways to show less and less of a record that there is too little room for."""
    yield shown
    for longest, most in ((200, 12), (80, 6), (30, 3)):
        yield replace(shown, longest=longest, most=most)


def _number(item: DueItem) -> str | None:
    """Return what to name it by where it is done."""
    if item.rule in {"promise", "chase"} and item.ref_id is not None:
        return str(item.ref_id)
    return f"t{item.ref_id}" if item.rule == "answer" and item.ref_id is not None else None
