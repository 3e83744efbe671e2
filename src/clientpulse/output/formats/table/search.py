"""What was found: of what day, whose and what it is, and what was written, the match in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from clientpulse.output.formats.table.console import print_list, safe
from clientpulse.output.look import QUIET, STRONG
from clientpulse.output.safe import one_line
from clientpulse.output.screens.search import footer, title, what, when, whose

if TYPE_CHECKING:
    from clientpulse.views.search import Hit, SearchView


def draw(view: SearchView, console: Console) -> None:
    """Draw the list to fit the terminal."""
    print_list(title(view), _table(view) if view.items else None, footer(view), console)


def _table(view: SearchView) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=QUIET, expand=True)
    if any(one.on for one in view.items):
        table.add_column("When", no_wrap=True)
    table.add_column("What", overflow="fold", ratio=2, min_width=14)
    table.add_column("Found", overflow="fold", ratio=5)
    for one in view.items:
        cells = [Text(when(one, view))] if len(table.columns) > 2 else []
        name = Text(what(one), style=QUIET)
        owner = Group(safe(whose(one)), name) if one.client else name
        table.add_row(*cells, owner, _found(one))
    return table


def _found(one: Hit) -> Text:
    parts = ((one_line(text), STRONG if is_found else "") for text, is_found in one.pieces)
    return Text.assemble(*parts)
