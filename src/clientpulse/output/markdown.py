"""Markdown: a table to paste into a document or a chat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TextIO

from clientpulse.errors import InputError
from clientpulse.output import Look
from clientpulse.output.sheet import SHEETS

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write(screen: str, view: Any, stream: TextIO, look: Look) -> None:
    """Write a view as a heading, a table and the closing lines.

    Raises:
        InputError: The view is no list.
    """
    if screen == "show":
        _write_card(view, stream)
        return
    if screen not in SHEETS:
        raise InputError(f"'{screen}' is no list, so it has no Markdown", "use --json")
    sheet = SHEETS[screen](view)
    stream.write(f"## {_escaped(sheet.title)}\n")
    if sheet.rows:
        stream.write("\n")
        stream.write(_row(sheet.headings))
        stream.write(_row(["---"] * len(sheet.headings), escape=False))
        for row in sheet.rows:
            stream.write(_row(row))
    if sheet.footer:
        stream.write("\n" + "\n".join(_escaped(line) for line in sheet.footer) + "\n")


def _write_card(view: Any, stream: TextIO) -> None:
    """Write one client as a heading and a list a section."""
    from clientpulse.output import phrases
    from clientpulse.output.card import headline, sections

    stream.write(f"## {_escaped(headline(view))}: {phrases.status(view.row.status)}\n")
    for section in sections(view):
        stream.write(f"\n### {_escaped(section.title)}\n\n" if section.title else "\n")
        for label, value in section.rows:
            written = f"**{_escaped(label)}** {_escaped(value)}" if label else _escaped(value)
            stream.write(f"- {written}\n")


def _row(cells: Sequence[str], *, escape: bool = True) -> str:
    return f"| {' | '.join(_escaped(cell) if escape else cell for cell in cells)} |\n"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
