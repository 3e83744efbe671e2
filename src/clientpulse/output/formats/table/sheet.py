"""A simple list on a terminal: a heading, the rows, nothing empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from clientpulse.output.cells import padded, width
from clientpulse.output.formats.table.console import print_footer, print_lines, safe
from clientpulse.output.formats.table.fitting import GAP, Fit, below, cell_lines, folded
from clientpulse.output.layout.sheet import Sheet
from clientpulse.output.look import PLAIN, QUIET, STRONG

NARROW = 72
MOST = 2
"""As many lines as a row of a narrow terminal may take; longer ones read better as a card."""


def draw(sheet: Sheet, console: Console) -> None:
    """Draw a list to fit the terminal; columns that are empty in every row are left out."""
    console.print(safe(sheet.title, STRONG))
    if sheet.rows:
        console.print()
        shown = sheet.filled()
        fit = folded(list(zip(shown.headings, *shown.rows, strict=True)), console.width)
        if fit is None or (console.width < NARROW and fit.lines > MOST):
            print_lines(_cards(shown, console.width), console)
        else:
            print_lines(_table(shown, fit, console.width), console)
    print_footer(sheet.footer, console)


def _table(sheet: Sheet, fit: Fit, room: int) -> Iterator[Text]:
    first = len(fit.widths)
    for number, row in enumerate((sheet.headings, *sheet.rows)):
        style = "" if number else QUIET
        for line in _side_by_side(row[:first], fit.widths, sheet.figures):
            yield Text(line, style=style)
        for line in below(row[first:], room):
            yield Text(line, style=QUIET)


def _side_by_side(
    cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool]
) -> Iterator[str]:
    wrapped_cells = map(cell_lines, cells, widths)
    for parts in zip_longest(*wrapped_cells, fillvalue=""):
        aligned = map(padded, parts, widths, figures)
        yield (" " * GAP).join(aligned).rstrip()


def _cards(sheet: Sheet, room: int) -> Iterator[Text]:
    label = max(map(width, sheet.headings))
    for number, row in enumerate(sheet.rows):
        if number:
            yield Text()
        for heading, cell in zip(sheet.headings, row, strict=True):
            for at, line in enumerate(cell_lines(cell, room - label - GAP) if cell else ()):
                lead = padded("" if at else heading, label) + " " * GAP
                yield Text(lead, style=QUIET).append(line, style=PLAIN)
