"""Tables for people, drawn with Rich on a terminal; plain lines where there is none.

This package is the only one that knows Rich.
"""

from __future__ import annotations

import importlib
from typing import Any, TextIO

from clientpulse.output import Look

DRAWN_BY = {
    "due": "due",
    "report": "report",
    "show": "card",
    "history": "history",
    "client-list": "lists",
    "contact-list": "lists",
    "meeting-list": "lists",
    "doctor": "lists",
    "config": "lists",
    "agenda": "card",
    "brief": "card",
    "dial": "dial",
}
"""The module here that draws a screen; of a screen that isn't named, ``lists``."""


def write(screen: str, view: Any, stream: TextIO, look: Look) -> None:
    """Draw a view on a terminal, or write it as plain lines."""
    if not stream.isatty():
        _write_plain(screen, view, stream)
        return
    from clientpulse.output.formats.table.console import make_console

    module = importlib.import_module(f"{__name__}.{DRAWN_BY.get(screen, 'lists')}")
    module.draw(screen, view, make_console(stream, look))


def _write_plain(screen: str, view: Any, stream: TextIO) -> None:
    from clientpulse.output import screens

    card = screens.card(screen, view)
    if card is not None:
        from clientpulse.output.card import card_lines

        stream.write("\n".join(card_lines(card)) + "\n")
        return
    sheet = screens.sheet(screen, view)
    if sheet is not None:
        from clientpulse.output.formats.plain import write_sheet

        write_sheet(sheet, stream)
