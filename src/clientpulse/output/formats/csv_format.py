"""CSV: the fields of the JSON items as columns, for spreadsheets."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, TextIO

from clientpulse.errors import InputError
from clientpulse.formula_guard import guard
from clientpulse.output import Look, screens
from clientpulse.output.safe import lines

if TYPE_CHECKING:
    from clientpulse.output.card import Card


def write(screen: str, view: Any, stream: TextIO, look: Look) -> None:
    """Write a view's items, a row each.

    Raises:
        InputError: The view is no list.
    """
    fields = screens.fields(screen)
    if fields is None:
        card = screens.card(screen, view)
        if card is not None:
            _write_card(card, stream)
            return
        raise InputError(
            f"'{screen}' is no list, so it has no CSV", "use --json, or 'pulse export'"
        )
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(fields)
    for item in screens.envelope(screen, view)["items"]:
        writer.writerow([_cell(item[field]) for field in fields])


def _write_card(card: Card, stream: TextIO) -> None:
    """Write a card as rows of section, label and text."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("section", "label", "value"))
    for section in card.sections:
        for label, value in section.rows:
            writer.writerow([_cell(text) for text in (section.title or "Client", label, value)])


def _cell(value: Any) -> Any:
    if isinstance(value, dict) and isinstance(value.get("parts"), list):
        # Of what is made of parts the whole, which is named first.
        value = next(iter(value.values()))
    if isinstance(value, dict):
        value = [f"{name}={said}" for name, said in value.items()]
    if isinstance(value, list):
        value = ";".join(map(str, value))
    if isinstance(value, bool):
        return int(value)
    # A cell may have several lines; nothing else in it may act on the terminal that shows it.
    return guard("\n".join(lines(value))) if isinstance(value, str) else value
