"""CSV: the fields of the JSON items as columns, for spreadsheets."""

from __future__ import annotations

import csv
from typing import Any, TextIO

from clientpulse.errors import InputError
from clientpulse.formula_guard import guard
from clientpulse.output import Look
from clientpulse.output.records import SCREENS


def write(screen: str, view: Any, stream: TextIO, look: Look) -> None:
    """Write a view's items, a row each.

    Raises:
        InputError: The view is no list.
    """
    items = SCREENS[screen](view).get("items")
    if items is None:
        raise InputError(
            f"'{screen}' is no list, so it has no CSV", "use --json, or 'pulse export'"
        )
    if not items:
        return
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(items[0])
    writer.writerows([_cell(value) for value in item.values()] for item in items)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = ";".join(map(str, value))
    if isinstance(value, bool):
        return int(value)
    return guard(value) if isinstance(value, str) else value
