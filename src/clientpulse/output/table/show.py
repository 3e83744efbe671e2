"""One client whole, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from clientpulse.output import phrases
from clientpulse.output.card import Section, headline, sections
from clientpulse.output.table.console import QUIET, STRONG, status_style

if TYPE_CHECKING:
    from clientpulse.views.history import ShowView


def draw(screen: str, view: ShowView, console: Console) -> None:
    """Draw the card to fit the terminal."""
    title = Text(headline(view), style=STRONG)
    title.append("  ")
    title.append(phrases.status(view.row.status), style=status_style(view.row.status))
    console.print(title)
    for section in sections(view):
        console.print()
        if section.title:
            console.print(Text(section.title, style=STRONG))
        console.print(_table(section))


def _table(section: Section) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    longest = max(len(label) for label, _ in section.rows)
    table.add_column(width=min(longest, 24), overflow="fold")
    table.add_column(overflow="fold")
    for label, value in section.rows:
        style = status_style(label) if section.title == "Due" else QUIET
        table.add_row(Text(label, style=style), Text(value))
    return table
