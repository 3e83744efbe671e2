"""Who is due for a check-up, or for a question about our work."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.cadence.advice import reason
from clientpulse.cadence.items import DueItem
from clientpulse.output import phrases
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.output.layout.sheet import Cell
from clientpulse.output.screens import due, first_steps
from clientpulse.views.turns import TurnsView


def _screen(name: str, what: str) -> Screen[TurnsView]:
    def title(view: TurnsView) -> str:
        number = len({one.key for one in view.items})
        due = phrases.counted(number, "client") if number else "Nobody is"
        return f"{due} due for {what}"

    def footer(view: TurnsView) -> Iterator[str]:
        if not view.clients:
            yield from first_steps.nobody_to_show(
                len(view.whose.colleagues), all_archived=False, whose=view.whose
            )
        if (one := view.next_item) is not None:
            yield f"Next: {one.client} on {phrases.day_ahead(one.act_by, view.today)}."

    return list_screen(name, due.FIELDS, title, _row, footer, record=due.record)


def _row(one: DueItem, view: TurnsView) -> dict[str, Cell]:
    return {
        "Client": one.client,
        "When": phrases.due_words(one, view.today),
        "Why": reason(one, view.today),
        "Type": phrases.next_command(one),
    }


CHECKUPS = _screen("checkup-due", "a check-up")
FEEDBACK = _screen("feedback-due", "a question about your work")
