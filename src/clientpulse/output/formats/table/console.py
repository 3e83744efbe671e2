"""The terminal: its width, its colours, and text that is never taken for markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from clientpulse.output import Look
from clientpulse.output.cells import columns_of
from clientpulse.output.safe import one_line

# Words say it first; these colours read well on dark and on light backgrounds alike.
STATUS_STYLES = {
    "overdue": "bold color(160)",
    "today": "bold color(33)",
    "due": "bold color(166)",
    "soon": "color(37)",
    "on_track": "color(34)",
}
HEALTH_STYLES = {"good": "color(34)", "watch": "color(166)", "at risk": "bold color(160)"}
QUIET = "dim"
STRONG = "bold"

WIDEST = 160
HEIGHT = 25
"""Nothing depends on it; Rich would look for it, and fail over a ``LINES`` that is no number."""


def make_console(stream: TextIO, look: Look) -> Console:
    """Make a console for a person's screen; a very wide one isn't filled."""
    return Console(
        file=stream,
        no_color=not look.color,
        color_system="auto" if look.color else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        width=min(look.width or columns_of(stream), WIDEST),
        height=HEIGHT,
    )


def print_footer(lines: Iterable[str], console: Console) -> None:
    """Print the closing lines, if there are any, with a blank one above."""
    told = tuple(lines)
    for line in ("", *told) if told else ():
        console.print(safe(line))


def safe(value: str, style: str = "") -> Text:
    """Return a harmless text: control characters visible, nothing read as markup."""
    return Text(one_line(value), style=style)


def status_style(status: str) -> str:
    """Return the style of a status; the resting ones are quiet."""
    return STATUS_STYLES.get(status, QUIET)


def health_style(band: str) -> str:
    """Return the style of a health's band."""
    return HEALTH_STYLES.get(band, QUIET)
