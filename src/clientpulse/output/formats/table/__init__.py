"""Tables for people, drawn with Rich on a terminal; plain lines where there is none.

This package is the only one that knows Rich.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from clientpulse.lazy import modules_of
from clientpulse.output import Look, formats
from clientpulse.output.layout.card import Card

if TYPE_CHECKING:
    from clientpulse.output.formats.table import (
        card,
        console,
        dial,
        due,
        due_fit,
        due_short,
        history,
        report,
        search,
        sheet,
    )
    from clientpulse.output.layout.screen import Screen, V
else:
    __getattr__ = modules_of(__name__)


def write(screen: Screen[V], view: V, stream: TextIO, look: Look) -> None:
    """Draw a view on a terminal, or write it as plain lines."""
    if not stream.isatty():
        formats.plain.write(screen, view, stream, look)
        return
    terminal = formats.table.console.make_console(stream, look)
    if screen.drawing is not None:
        screen.drawing()(view, terminal)
        return
    found = screen.layout(view)
    if isinstance(found, Card):
        formats.table.card.draw(found, terminal)
    else:
        formats.table.sheet.draw(found, terminal)
