"""Today's list, the product's face: the most urgent first, the reason in words, what to type."""

from __future__ import annotations

from datetime import date

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from clientpulse.cadence.wording import ago_words, reason, short_date, span_words, suggestion
from clientpulse.output import phrases
from clientpulse.output.endings import due_footer, due_title
from clientpulse.output.table.console import QUIET, STRONG, safe, status_style
from clientpulse.views import DueRow, DueView

WIDE = 108
NARROW = 64


def draw(screen: str, view: DueView, console: Console) -> None:
    """Draw the list to fit the terminal."""
    console.print(Text(due_title(view), style=STRONG))
    if view.rows:
        console.print()
        if console.width >= WIDE:
            console.print(_wide(view))
        elif console.width >= NARROW:
            console.print(_usual(view))
        else:
            _stacked(view, console)
    for line in ("", *due_footer(view)) if due_footer(view) else ():
        console.print(Text(line))


def _table() -> Table:
    return Table(
        box=None,
        show_header=False,
        padding=(0, 2, 1, 0),
        pad_edge=False,
        expand=True,
    )


def _wide(view: DueView) -> Table:
    table = _table()
    table.add_column(width=9)
    table.add_column(ratio=7)
    table.add_column(ratio=9)
    table.add_column(ratio=9)
    for row in view.rows:
        table.add_row(
            _when(row, view.today),
            Group(safe(row.items[0].client, STRONG), safe(phrases.cadence(row.cadence), QUIET)),
            Group(_reasons(row, view.today), safe(_last_contact(row, view.today), QUIET)),
            _next_step(row),
        )
    return table


def _usual(view: DueView) -> Table:
    table = _table()
    table.add_column(width=9)
    table.add_column(ratio=1)
    table.add_column(width=30)
    for row in view.rows:
        last = _last_contact(row, view.today)
        table.add_row(
            _when(row, view.today),
            Group(safe(row.items[0].client, STRONG), _reasons(row, view.today), safe(last, QUIET)),
            _next_step(row),
        )
    return table


def _stacked(view: DueView, console: Console) -> None:
    for row in view.rows:
        console.print(_when(row, view.today, " "), safe(row.items[0].client, STRONG), sep="  ")
        console.print(_reasons(row, view.today))
        console.print(safe(_last_contact(row, view.today), QUIET))
        console.print(_next_step(row))
        console.print()


def _when(row: DueRow, today: date, gap: str = "\n") -> Text:
    first = row.items[0]
    text = Text(first.status, style=status_style(first.status))
    if first.days_overdue:
        text.append(gap + span_words(first.days_overdue), style="not bold default")
    elif first.status != "today":
        text.append(f"{gap}by {short_date(first.due_on, today)}", style="not bold default")
    return text


def _reasons(row: DueRow, today: date) -> Group:
    return Group(*(safe(reason(item, today)) for item in row.items))


def _last_contact(row: DueRow, today: date) -> str:
    if row.last_reach_on is None:
        return "no contact yet"
    how = phrases.channel(row.last_reach_channel)
    ago = ago_words((today - row.last_reach_on).days)
    return f"last: {how}, {short_date(row.last_reach_on, today)}, {ago}"


def _next_step(row: DueRow) -> Group:
    first = row.items[0]
    return Group(safe(suggestion(first)), safe(phrases.next_command(first), QUIET))
