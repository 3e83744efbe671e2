"""The terminal: its width, its colours, and text that is never taken for markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType
from rich.text import Text
from rich.theme import Theme

from clientpulse.output import Look
from clientpulse.output.cells import broken, columns_of, lines_of
from clientpulse.output.formats.table.fitting import chopped
from clientpulse.output.look import STRONG
from clientpulse.output.safe import one_line

WIDEST = 160


def make_console(stream: TextIO, look: Look) -> Console:
    """Make a console for a person's screen; a very wide one isn't filled."""
    console = Console(
        file=stream,
        no_color=not look.color,
        color_system="auto" if look.color else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        width=min(look.width or columns_of(stream), WIDEST),
        # Rich would look for it itself, and fail over a ``LINES`` that is no number.
        height=lines_of(stream),
    )
    console.push_theme(Theme(look.styles(few=console.color_system == "standard")))
    return console


def print_lines(lines: Iterable[Text], console: Console) -> None:
    """Print lines that are broken already; nothing is."""
    for line in lines:
        console.print(line, soft_wrap=True)


def print_footer(lines: Iterable[str], console: Console) -> None:
    """Print the closing lines, if there are any, with a blank one above."""
    room = console.width
    told = [part for line in lines for part in chopped(broken(one_line(line), room), room)]
    print_lines(map(Text, ["", *told] if told else ()), console)


def print_list(
    title: str, rows: RenderableType | None, footer: Iterable[str], console: Console
) -> None:
    """Print a heading, the rows if there are any, and the closing lines."""
    console.print(safe(title, STRONG))
    if rows is not None:
        console.print()
        console.print(rows)
    print_footer(footer, console)


def safe(value: str, style: str = "") -> Text:
    """Return a harmless text: control characters visible, nothing read as markup."""
    return Text(one_line(value), style=style)
