"""Whom to ring, a card each: everything for the call at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from clientpulse.output.formats.table.console import QUIET, STRONG, print_footer, safe
from clientpulse.output.screens.dial import card_rows, footer, title

if TYPE_CHECKING:
    from clientpulse.views.dial import DialView

LABEL_WIDTH = len("Last spoke")


def draw(view: DialView, console: Console) -> None:
    """Draw the cards to fit the terminal."""
    console.print(Text(title(view), style=STRONG))
    for one in view.calls:
        console.print()
        console.print(safe(f"{one.client} ({one.key})", STRONG))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(width=LABEL_WIDTH, overflow="fold")
        table.add_column(overflow="fold")
        for label, text in card_rows(one, view.today):
            table.add_row(Text(label, style=QUIET), Text(text))
        console.print(table)
    print_footer(footer(view), console)
