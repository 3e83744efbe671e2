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
    "show": "show",
    "history": "history",
    "client-list": "lists",
    "contact-list": "lists",
    "meeting-list": "lists",
    "doctor": "lists",
    "config": "lists",
}


def write(screen: str, view: Any, stream: TextIO, look: Look) -> None:
    """Draw a view on a terminal, or write it as plain lines."""
    if not stream.isatty():
        _write_plain(screen, view, stream)
        return
    from clientpulse.output.table.console import make_console

    module = importlib.import_module(f"{__name__}.{DRAWN_BY[screen]}")
    module.draw(screen, view, make_console(stream, look))


def _write_plain(screen: str, view: Any, stream: TextIO) -> None:
    if screen == "show":
        from clientpulse.output.card import card_lines

        stream.write("\n".join(card_lines(view)) + "\n")
        return
    from clientpulse.output.plain import write_sheet
    from clientpulse.output.sheet import SHEETS

    write_sheet(SHEETS[screen](view), stream)
