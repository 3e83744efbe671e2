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
    if screen not in FIELDS:
        raise InputError(
            f"'{screen}' is no list, so it has no CSV", "use --json, or 'pulse export'"
        )
    fields = FIELDS[screen]
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(fields)
    for item in SCREENS[screen](view)["items"]:
        writer.writerow([_cell(item[field]) for field in fields])


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = ";".join(map(str, value))
    if isinstance(value, bool):
        return int(value)
    # A cell may have several lines; nothing else in it may act on the terminal that shows it.
    return guard("\n".join(lines(value))) if isinstance(value, str) else value
