"""Markdown: a table to paste into a document or a chat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from clientpulse.errors import InputError
from clientpulse.output import Look, phrases, screens

if TYPE_CHECKING:
    from clientpulse.output.card import Card

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write(screen: str, view: Any, stream: TextIO, look: Look) -> None:
    """Write a view as a heading, a table and the closing lines.

    Raises:
        InputError: The view is no list.
    """
    card = screens.card(screen, view)
    if card is not None:
        _write_card(card, stream)
        return
    sheet = screens.sheet(screen, view)
    if sheet is None:
        raise InputError(f"'{screen}' is no list, so it has no Markdown", "use --json")
    stream.write(f"## {_escaped(sheet.title)}\n")
    if sheet.rows:
        stream.write("\n")
        stream.write(_row(sheet.headings))
        stream.write(_row(["---"] * len(sheet.headings), escape=False))
        for row in sheet.rows:
            stream.write(_row(row))
    if sheet.footer:
        stream.write("\n" + "\n".join(_escaped(line) for line in sheet.footer) + "\n")


def _write_card(card: Card, stream: TextIO) -> None:
    """Write a card as a heading and a list a section."""
    standing = f": {phrases.status(card.status)}" if card.status else ""
    stream.write(f"## {_escaped(card.title)}{standing}\n")
    for section in card.sections:
        stream.write(f"\n### {_escaped(section.title)}\n\n" if section.title else "\n")
        for label, value in section.rows:
            written = f"**{_escaped(label)}** {_escaped(value)}" if label else _escaped(value)
            stream.write(f"- {written}\n")


def _row(cells: Sequence[str], *, escape: bool = True) -> str:
    return f"| {' | '.join(_escaped(cell) if escape else cell for cell in cells)} |\n"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
