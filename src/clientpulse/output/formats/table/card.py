"""A card on a terminal: everything about a client, a brief, an agenda."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from clientpulse.output import phrases
from clientpulse.output.layout.card import Card, Section
from clientpulse.output.look import QUIET, STRONG, of_status


def draw(card: Card, console: Console) -> None:
    """Draw the card to fit the terminal."""
    title = Text(card.title, style=STRONG)
    if card.status:
        title.append("  ")
        title.append(phrases.status(card.status), style=of_status(card.status))
    console.print(title)
    for section in card.sections:
        console.print()
        if section.title:
            console.print(Text(section.title, style=STRONG))
        console.print(labelled(section, card.width(section)))


def labelled(section: Section, longest: int) -> Table:
    """Set a section's labels beside its texts."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=min(longest, 24), overflow="fold")
    table.add_column(overflow="fold")
    for label, value in section.rows:
        style = of_status(label) if section.title == "Due" else QUIET
        table.add_row(Text(label, style=style), Text(value))
    return table
