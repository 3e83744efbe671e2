"""Today's list, the product's face: the most urgent first, the reason in words, what to type."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.wording import ago_words, short_date, span_words
from clientpulse.output import phrases
from clientpulse.output.formats.table.console import print_footer, safe
from clientpulse.output.look import PLAIN, QUIET, STRONG, of_status
from clientpulse.output.screens.due import footer, title

if TYPE_CHECKING:
    from clientpulse.views.due import DueRow, DueView

WIDE = 108
NARROW = 64
WHEN_WIDTH = 9
GAP = 2


def draw(view: DueView, console: Console) -> None:
    """Draw the list to fit the terminal."""
    console.print(Text(title(view), style=STRONG))
    if view.rows:
        console.print()
        if console.width >= WIDE:
            console.print(_wide(view))
        elif console.width >= NARROW:
            console.print(_usual(view, console.width - WHEN_WIDTH - 2 * GAP))
        else:
            _stacked(view, console)
    print_footer(footer(view), console)


def _table(*ratios: int) -> Table:
    table = Table(box=None, show_header=False, padding=(0, GAP, 1, 0), pad_edge=False, expand=True)
    table.add_column(width=WHEN_WIDTH)
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold")
    return table


def _ends(left: Text, right: Text) -> Table:
    """Put two texts on one line, at its ends."""
    line = Table.grid(expand=True, padding=(0, GAP, 0, 0))
    line.add_column(overflow="fold")
    line.add_column(justify="right")
    line.add_row(left, right)
    return line


def _wide(view: DueView) -> Table:
    table = _table(26, 36, 43)
    for row in view.rows:
        table.add_row(
            _when(row, view.today),
            Group(safe(row.items[0].client, STRONG), safe(phrases.cadence(row.cadence), QUIET)),
            Group(_reasons(row, view.today), safe(_last_contact(row, view.today), QUIET)),
            Group(_next_step(row), *_local_time(row)),
        )
    return table


def _usual(view: DueView, width: int) -> Table:
    table = _table(1)
    for row in view.rows:
        first = row.items[0]
        title = _ends(safe(first.client, STRONG), safe(suggestion(first)))
        reasons = _why(row, view.today, width)
        table.add_row(_when(row, view.today), Group(title, *reasons, *_command(row, width)))
    return table


def _why(row: DueRow, today: date, width: int) -> list[Text]:
    """Say all reasons, and how we were last in touch behind the first where that fits."""
    reasons = [safe(reason(item, today)) for item in row.items]
    last = _last_contact(row, today, relative=False)
    both = reasons[0].copy().append(f" · {last}", style=QUIET)
    if both.cell_len <= width:
        reasons[0] = both
        return reasons
    return [*reasons, Text(last, style=QUIET)]


def _stacked(view: DueView, console: Console) -> None:
    for row in view.rows:
        console.print(_when(row, view.today, " "), safe(row.items[0].client, STRONG), sep="  ")
        console.print(_reasons(row, view.today))
        console.print(safe(_last_contact(row, view.today), QUIET))
        console.print(_next_step(row))
        for line in _local_time(row):
            console.print(line)
        console.print()


def _when(row: DueRow, today: date, gap: str = "\n") -> Text:
    first = row.items[0]
    text = Text(first.status, style=of_status(first.status))
    if first.days_overdue:
        text.append(gap + span_words(first.days_overdue), style=PLAIN)
    elif first.status != "today":
        text.append(f"{gap}by {short_date(first.due_on, today)}", style=PLAIN)
    return text


def _reasons(row: DueRow, today: date) -> Group:
    return Group(*(safe(reason(item, today)) for item in row.items))


def _last_contact(row: DueRow, today: date, *, relative: bool = True) -> str:
    if row.last_reach_on is None:
        return "no contact yet"
    how = f"last: {phrases.channel(row.last_reach_channel)}"
    on = short_date(row.last_reach_on, today)
    ago = f", {ago_words((today - row.last_reach_on).days)}" if relative else ""
    return f"{how}, {on}{ago}"


def _command(row: DueRow, width: int) -> list[RenderableType]:
    """Say what to type, and what time it is there: on one line where it needn't be broken.

    A command that wraps can't be copied.
    """
    command = safe(phrases.next_command(row.items[0]), QUIET)
    local = _local_time(row)
    if not local or command.cell_len + GAP + local[0].cell_len > width:
        return [*local, command]
    return [_ends(command, local[0])]


def _local_time(row: DueRow) -> list[Text]:
    return [] if row.local is None else [Text(phrases.local_time(row.local), style=QUIET)]


def _next_step(row: DueRow) -> Group:
    first = row.items[0]
    return Group(safe(suggestion(first)), safe(phrases.next_command(first), QUIET))
