"""Simple lists, drawn from their sheets: a heading, the rows, nothing empty."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from clientpulse.output import screens
from clientpulse.output.sheet import Sheet
from clientpulse.output.table.console import QUIET, STRONG

NARROW = 60
GAP = 2


def draw(screen: str, view: Any, console: Console) -> None:
    """Draw a list to fit the terminal."""
    sheet = screens.sheet(screen, view)
    if sheet is not None:
        draw_sheet(sheet, console)


def draw_sheet(sheet: Sheet, console: Console) -> None:
    """Draw a sheet; columns that are empty in every row are left out."""
    console.print(Text(sheet.title, style=STRONG))
    if sheet.rows:
        console.print()
        shown = [
            index for index in range(len(sheet.headings)) if any(row[index] for row in sheet.rows)
        ]
        if console.width < NARROW or _too_wide(sheet, shown, console.width):
            _stacked(sheet, shown, console)
        else:
            console.print(_table(sheet, shown))
    for line in ("", *sheet.footer) if sheet.footer else ():
        console.print(Text(line))


def _too_wide(sheet: Sheet, shown: list[int], width: int) -> bool:
    """Tell whether columns would break words; then each row gets lines of its own."""
    longest = [
        max(
            len(word) for row in [sheet.headings, *sheet.rows] for word in [*row[index].split(), ""]
        )
        for index in shown
    ]
    return sum(longest) + GAP * len(shown) > width


def _table(sheet: Sheet, shown: list[int]) -> Table:
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style=QUIET)
    for index in shown:
        longest = max(len(word) for row in sheet.rows for word in [*row[index].split(), ""])
        table.add_column(sheet.headings[index], overflow="fold", min_width=longest)
    for row in sheet.rows:
        table.add_row(*(Text(row[index]) for index in shown))
    return table


def _stacked(sheet: Sheet, shown: list[int], console: Console) -> None:
    for row in sheet.rows:
        for index in shown:
            if row[index]:
                label = Text(f"{sheet.headings[index]:<10} ", style=QUIET)
                console.print(label, Text(row[index]), sep="")
        console.print()
