"""CSV: the fields of the JSON items as columns, for spreadsheets."""

from __future__ import annotations

import csv
from typing import Any, TextIO

from clientpulse.errors import InputError
from clientpulse.formula_guard import guard
from clientpulse.output import Look
from clientpulse.output.records import FIELDS, SCREENS
from clientpulse.output.safe import lines


def write(screen: str, view: Any, stream: TextIO, look: Look) -> None:
    """Write a view's items, a row each.

    Raises:
        InputError: The view is no list.
    """
    if screen == "show":
        _write_card(view, stream)
        return
    if screen not in FIELDS:
        raise InputError(
            f"'{screen}' is no list, so it has no CSV", "use --json, or 'pulse export'"
        )
    fields = FIELDS[screen]
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(fields)
    for item in SCREENS[screen](view)["items"]:
        writer.writerow([_cell(item[field]) for field in fields])


def _write_card(view: Any, stream: TextIO) -> None:
    """Write one client as rows of section, label and text."""
    from clientpulse.output.card import sections

    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("section", "label", "value"))
    for section in sections(view):
        for label, value in section.rows:
            writer.writerow([_cell(text) for text in (section.title or "Client", label, value)])


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = ";".join(map(str, value))
    if isinstance(value, bool):
        return int(value)
    # A cell may have several lines; nothing else in it may act on the terminal that shows it.
    return guard("\n".join(lines(value))) if isinstance(value, str) else value
