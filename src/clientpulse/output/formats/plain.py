"""Plain lines for pipes, files and mails: aligned, without colours, and nothing cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TextIO

from clientpulse.output.sheet import Sheet

GAP = "  "


def write_sheet(sheet: Sheet, stream: TextIO) -> None:
    """Write a sheet as lines, a row each."""
    stream.write(f"{sheet.title}\n")
    if sheet.rows:
        table = [sheet.headings, *sheet.rows]
        widths = [max(map(width, column)) for column in zip(*table, strict=True)]
        stream.write("\n")
        for row in table:
            stream.write(_aligned(row, widths) + "\n")
    if sheet.footer:
        stream.write("\n" + "\n".join(sheet.footer) + "\n")


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
    return GAP.join(cells).rstrip()


def width(text: str) -> int:
    """Return how many columns a text takes: two for East Asian wide ones, none for marks."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
