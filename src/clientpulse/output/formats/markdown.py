"""Markdown: a table to paste into a document or a chat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from clientpulse.output import Look
from clientpulse.output.layout.card import Card

if TYPE_CHECKING:
    from clientpulse.output.layout.screen import Screen, V
    from clientpulse.output.layout.sheet import Sheet

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write(screen: Screen[V], view: V, stream: TextIO, look: Look) -> None:
    """Write a list as a table and the closing lines, a card as lists."""
    found = screen.layout(view)
    if isinstance(found, Card):
        _write_card(found, stream)
    else:
        _write_sheet(found, stream)


def _write_sheet(sheet: Sheet, stream: TextIO) -> None:
    stream.write(f"## {_escaped(sheet.title)}\n")
    if sheet.rows:
        stream.write("\n")
        stream.write(_row(sheet.headings))
        stream.write(f"|{' --- |' * len(sheet.headings)}\n")
        for row in sheet.rows:
            stream.write(_row(row))
    if sheet.footer:
        stream.write("\n" + "\n".join(_escaped(line) for line in sheet.footer) + "\n")


def _write_card(card: Card, stream: TextIO) -> None:
    stream.write(f"## {_escaped(card.headline)}\n")
    for section in card.sections:
        stream.write(f"\n### {_escaped(section.title)}\n\n" if section.title else "\n")
        for label, value in section.rows:
            written = f"**{_escaped(label)}** {_escaped(value)}" if label else _escaped(value)
            stream.write(f"- {written}\n")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |\n"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
