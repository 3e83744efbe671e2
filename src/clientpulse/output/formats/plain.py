"""Plain lines for pipes, files and mails: aligned, without colours, and nothing cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from clientpulse.output.layout.card import Card

if TYPE_CHECKING:
    from clientpulse.output.layout.screen import Screen, V
    from clientpulse.output.layout.sheet import Sheet

GAP = "  "


def write(screen: Screen[V], view: V, stream: TextIO) -> None:
    """Write a view as lines."""
    found = screen.layout(view)
    if isinstance(found, Card):
        _write_card(found, stream)
    else:
        _write_sheet(found, stream)


def _write_card(card: Card, stream: TextIO) -> None:
    stream.write(f"{card.headline}\n")
    for section in card.sections:
        stream.write("\n")
        if section.title:
            stream.write(f"{section.title}\n")
        wide = card.width(section)
        for label, value in section.rows:
            stream.write(f"  {label:<{wide}}  {value}".rstrip() + "\n")


def _write_sheet(sheet: Sheet, stream: TextIO) -> None:
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
