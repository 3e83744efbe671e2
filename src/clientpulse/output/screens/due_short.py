"""Today's list, a line a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.advice import reason
from clientpulse.cadence.wording import in_largest_unit, near_word
from clientpulse.output import formats, phrases
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.output.safe import one_line
from clientpulse.output.screens.due import LISTED, envelope, footer, title

if TYPE_CHECKING:
    from clientpulse.cadence.items import DueItem
    from clientpulse.views.due import DueRow, DueView


@dataclass(frozen=True, slots=True)
class Short:
    """A client's line, of harmless texts.

    Attributes:
        status: With how late it is: ``overdue 3w``.
        why: The reason.
        word: The same in a word.
        command: What to type.
        mark: Whose client it is, to stand behind the name, where that has to be said.
    """

    status: str
    client: str
    why: str
    word: str
    command: str
    mark: str = ""


def short(row: DueRow, view: DueView) -> Short:
    """Say the most urgent about a client."""
    first, today = row.items[0], view.today
    mark = view.whose.mark(row.owner)
    return Short(
        f"{first.status} {_when(first, today)}".rstrip(),
        one_line(first.client),
        one_line(reason(first, today)),
        phrases.rule(first.rule),
        one_line(phrases.next_command(first)),
        one_line(f" ({mark})") if mark else "",
    )


def _when(item: DueItem, today: date) -> str:
    if item.status == "today":
        return item.at or ""
    count, unit = in_largest_unit(abs((item.due_on - today).days))
    distance = f"{count}{unit}"
    return distance if item.days_overdue else near_word(item.due_on, today) or f"in {distance}"


def sheet(view: DueView) -> Sheet:
    """Lay out the list where it has all the room it needs."""
    rows = (short(row, view) for row in view.rows)
    return Sheet.of(
        title(view),
        [
            {
                "Status": one.status,
                "Client": one.client + one.mark,
                "Why": one.why,
                "Type": one.command,
            }
            for one in rows
        ],
        footer(view),
        whole=True,
    )


SCREEN: Screen[DueView] = Screen(
    "due",
    envelope,
    sheet,
    LISTED.names,
    drawing=lambda: formats.table.due_short.draw,
)
