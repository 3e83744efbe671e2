"""CSV: the fields of the JSON items as columns, for spreadsheets."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, TextIO

from clientpulse.formula_guard import guard
from clientpulse.output import Look
from clientpulse.output.layout.card import Card
from clientpulse.output.safe import lines

if TYPE_CHECKING:
    from clientpulse.output.layout.screen import Screen, V


def write(screen: Screen[V], view: V, stream: TextIO, look: Look) -> None:
    """Write a list's items, a row each; a card as rows of section, label and text."""
    writer = csv.writer(stream, lineterminator="\n")
    if screen.fields:
        writer.writerow(screen.fields)
        for item in screen.envelope(view)["items"]:
            writer.writerow([_cell(item[field]) for field in screen.fields])
        return
    card = screen.layout(view)
    writer.writerow(("section", "label", "value"))
    for section in card.sections if isinstance(card, Card) else ():
        for label, value in section.rows:
            writer.writerow([_cell(text) for text in (section.title or "Client", label, value)])


def _cell(value: Any) -> Any:
    if isinstance(value, dict) and isinstance(value.get("parts"), list):
        # What is made of parts is shown by its whole, which is named first.
        value = next(iter(value.values()))
    if isinstance(value, dict):
        value = [f"{name}={_within(said)}" for name, said in value.items()]
    if isinstance(value, list):
        value = ";".join(map(_within, value))
    if isinstance(value, bool):
        return int(value)
    # A cell may have several lines; nothing else in it may act on the terminal that shows it.
    return guard("\n".join(lines(value))) if isinstance(value, str) else value


def _within(value: Any) -> str:
    """Write what stands in a cell with others."""
    if isinstance(value, (list, dict)):
        parts = value.values() if isinstance(value, dict) else value
        return " ".join(filter(None, map(_within, parts)))
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else str(value)
