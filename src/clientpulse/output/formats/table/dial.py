"""Whom to ring, a card each: everything for the call at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from clientpulse.output.formats.table.card import labelled
from clientpulse.output.formats.table.console import print_footer, print_lines, safe
from clientpulse.output.layout.card import Section
from clientpulse.output.look import STRONG
from clientpulse.output.screens.dial import card_rows, footer, title

if TYPE_CHECKING:
    from clientpulse.views.dial import DialView

LABEL_WIDTH = len("Last spoke")


def draw(view: DialView, console: Console) -> None:
    """Draw the cards to fit the terminal."""
    console.print(Text(title(view), style=STRONG))
    for one in view.items:
        console.print()
        console.print(safe(f"{one.client} ({one.key})", STRONG))
        rows = tuple(card_rows(one, view.today))
        print_lines(labelled(Section("", rows), LABEL_WIDTH, console.width), console)
    print_footer(footer(view), console)
