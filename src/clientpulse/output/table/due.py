"""Today's list, the product's face: the most urgent first, the reason in words, what to type."""

from __future__ import annotations

from datetime import date

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from clientpulse.cadence.wording import ago_words, reason, short_date, suggestion
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
        collapse_padding=True,
        expand=True,
    )


def _wide(view: DueView) -> Table:
    table = _table()
    table.add_column(width=13)
    table.add_column(ratio=5, min_width=18)
    table.add_column(ratio=9, min_width=30)
    table.add_column(width=17)
    table.add_column(ratio=8, min_width=28)
    for row in view.rows:
        table.add_row(
            _when(row, view.today),
            Group(safe(row.items[0].client, STRONG), safe(phrases.cadence(row.cadence), QUIET)),
            _reasons(row, view.today),
            _last_contact(row, view.today),
            _next_step(row),
        )
    return table


def _usual(view: DueView) -> Table:
    table = _table()
    table.add_column(width=9)
    table.add_column(ratio=6)
    table.add_column(ratio=5)
    for row in view.rows:
        last = _last_contact_line(row, view.today)
        table.add_row(
            _when(row, view.today),
            Group(safe(row.items[0].client, STRONG), _reasons(row, view.today), safe(last, QUIET)),
            _next_step(row),
        )
    return table


def _stacked(view: DueView, console: Console) -> None:
    for row in view.rows:
        first = row.items[0]
        status = Text(first.status, style=status_style(first.status))
        if late := phrases.lateness(first):
            status.append(f", {late}")
        console.print(safe(first.client, STRONG), status, sep="  ")
        console.print(_reasons(row, view.today))
        console.print(safe(_last_contact_line(row, view.today), QUIET))
        console.print(_next_step(row))
        console.print()


def _when(row: DueRow, today: date) -> Group:
    first = row.items[0]
    lines = [Text(first.status, style=status_style(first.status))]
    if late := phrases.lateness(first):
        lines.append(Text(late.removesuffix(" late") + " late"))
    elif first.status != "today":
        lines.append(Text(f"by {short_date(first.due_on, today)}"))
    return Group(*lines)


def _reasons(row: DueRow, today: date) -> Group:
    return Group(*(safe(reason(item, today)) for item in row.items))


def _last_contact(row: DueRow, today: date) -> Group:
    if row.last_reach_on is None:
        return Group(Text("no contact yet", style=QUIET))
    how = f"{phrases.channel(row.last_reach_channel)}, {short_date(row.last_reach_on, today)}"
    return Group(Text(how), Text(ago_words((today - row.last_reach_on).days), style=QUIET))


def _last_contact_line(row: DueRow, today: date) -> str:
    if row.last_reach_on is None:
        return "no contact yet"
    how = phrases.channel(row.last_reach_channel)
    ago = ago_words((today - row.last_reach_on).days)
    return f"last: {how}, {short_date(row.last_reach_on, today)}, {ago}"


def _next_step(row: DueRow) -> Group:
    first = row.items[0]
    return Group(safe(suggestion(first)), safe(phrases.next_command(first), QUIET))
