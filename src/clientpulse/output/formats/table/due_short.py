"""Today's list, a line a client: status, client, why in a few words, what to type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from clientpulse.cadence.wording import in_short
from clientpulse.output import cells, formats
from clientpulse.output.look import QUIET, of_status
from clientpulse.output.screens.due_short import Short, short

if TYPE_CHECKING:
    from clientpulse.views.due import DueView

GAP = 2
USUAL_COMMAND = 36
NAME, SHORTEST = 12, 8
"""A name is cut to no less for the sake of its column, and of a long command."""

SENTENCE = 24
"""With less room a reason's beginning says less than a word for it."""


def draw(view: DueView, console: Console) -> None:
    """Draw the list to fit the terminal."""
    formats.table.due_fit.draw(view, None, console)


def short_lines(view: DueView, console: Console) -> list[str]:
    """Draw all rows, each ending its line."""
    rows = [short(row, view) for row in view.rows]
    columns = _Columns(rows, console.width)
    return [_line(row, columns, console) for row in rows]


class _Columns:
    """How wide the columns are: a command is never cut, a name is, and the reason gives way."""

    def __init__(self, rows: list[Short], total: int) -> None:
        self.total = total
        self.status = _widest(one.status for one in rows)
        most = min(max(USUAL_COMMAND, total // 3), total * 45 // 100)
        room = total - self.status - min(_widest(one.command for one in rows), most) - 3 * GAP
        names, words = (
            _widest(one.client + one.mark for one in rows),
            _widest(one.word for one in rows),
        )
        mark = min(_widest(one.mark for one in rows), total // 4)
        least = max(NAME, SHORTEST + mark)
        self.client = min(names, max(least, min(total // 4, room - words)))
        self.why = min(room - self.client, _widest(one.why for one in rows))
        if words <= self.why < SENTENCE:
            self.why = words
        if self.why < words:
            self.client, self.why = min(names, max(least, room + GAP)), 0


def _widest(texts: Iterable[str]) -> int:
    return max(map(cells.width, texts), default=0)


def _line(row: Short, columns: _Columns, console: Console) -> str:
    room = columns.total - cells.width(row.command) - GAP
    left = _left(row, columns, room)
    status = row.status.partition(" ")[0]
    text = Text(left)
    text.stylize(of_status(status), 0, len(status))
    # A command beside which there is no room for a name stands below it, whole.
    text.append("  " if cells.width(left) <= room else "\n  ")
    text.append(row.command, QUIET)
    with console.capture() as drawn:
        console.print(text, soft_wrap=True)
    return drawn.get()


def _left(row: Short, columns: _Columns, room: int) -> str:
    """Write what stands before the command, in less words where it takes more room than usual."""
    begin = f"{cells.padded(row.status, columns.status)}  "
    client = cells.padded(_name(row, columns.client), columns.client)
    usual = cells.padded(_why(row, columns.why), columns.why)
    for one in (f"{client}  {usual}" if columns.why else client, f"{client}  {row.word}", client):
        if cells.width(begin + one) <= room:
            return begin + one
    if room - len(begin) >= SHORTEST:
        return begin + _name(row, room - len(begin))
    word = f"  {row.word}"
    return begin + _name(row, max(SHORTEST, columns.total - len(begin + word))) + word


def _name(row: Short, columns: int) -> str:
    """Cut a name to its room, and rather it than whose client it is."""
    rest = columns - cells.width(row.mark)
    if rest >= SHORTEST or rest >= cells.width(row.client):
        return cells.cut(row.client, rest) + row.mark
    return cells.cut(row.client, columns)


def _why(row: Short, columns: int) -> str:
    """Say as much of the reason as there is room for: it, its beginning, or a word."""
    if cells.width(row.why) <= columns:
        return row.why
    begun = in_short(row.why, columns)
    return begun if columns >= SENTENCE and cells.width(begun) <= columns else row.word
