"""A simple list on a terminal: a heading, the rows, nothing empty."""

from __future__ import annotations

from collections import Counter

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from clientpulse.output.formats.table.console import print_footer
from clientpulse.output.layout.sheet import Sheet
from clientpulse.output.look import QUIET, STRONG

NARROW = 60
GAP = 2
LABEL = 10


def draw(sheet: Sheet, console: Console) -> None:
    """Draw a list to fit the terminal; columns that are empty in every row are left out."""
    console.print(Text(sheet.title, style=STRONG))
    if sheet.rows:
        console.print()
        shown = [
            index for index in range(len(sheet.headings)) if any(row[index] for row in sheet.rows)
        ]
        widths = _widths(sheet, shown, console.width)
        if console.width < NARROW or widths is None:
            _stacked(sheet, shown, console)
        else:
            console.print(_table(sheet, shown, widths))
    print_footer(sheet.footer, console)


def _widths(sheet: Sheet, shown: list[int], width: int) -> list[int] | None:
    """Return how wide each column is: where it has to be, cells are broken between words.

    Rich would break columns below their longest word, widen them again, and cut the last one off.

    Returns:
        The widths; None where columns would break words. Then each row gets lines of its own.
    """
    cells = [[row[index] for row in (sheet.headings, *sheet.rows)] for index in shown]
    longest = [max(map(cell_len, [*" ".join(column).split(), ""])) for column in cells]
    if sum(longest) + GAP * len(shown) > width:
        return None
    sizes = [Counter(map(cell_len, column)) for column in cells]
    widths = [min(max(of), width) for of in sizes]
    while sum(widths) + GAP * (len(shown) - 1) > width:
        breakable = [place for place, now in enumerate(widths) if now > longest[place]]
        cheapest = min(breakable, key=lambda at: (_more_lines(sizes[at], widths[at]), -widths[at]))
        widths[cheapest] -= 1
    return widths


def _more_lines(sizes: Counter[int], width: int) -> int:
    """Tell about how many lines more a column takes when it gets narrower by one."""
    return sum((size // -width - size // (1 - width)) * n for size, n in sizes.items())


def _table(sheet: Sheet, shown: list[int], widths: list[int]) -> Table:
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style=QUIET)
    for index, width in zip(shown, widths, strict=True):
        table.add_column(sheet.headings[index], overflow="fold", width=width)
    for row in sheet.rows:
        table.add_row(*(Text(row[index]) for index in shown))
    return table


def _stacked(sheet: Sheet, shown: list[int], console: Console) -> None:
    label = max(LABEL, *(cell_len(sheet.headings[index]) for index in shown))
    for row in sheet.rows:
        lines = Table.grid(padding=(0, 1, 0, 0))
        lines.add_column(width=label, style=QUIET)
        lines.add_column(overflow="fold")
        for index in shown:
            if row[index]:
                lines.add_row(Text(sheet.headings[index]), Text(row[index]))
        console.print(lines)
        console.print()
