"""Formats behind one registry: a view goes in, text comes out.

A new format is a module with a function ``write(screen, view, stream, look)`` and a line in
``FORMATS``; a golden file per screen holds it.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

from clientpulse.errors import InputError
from clientpulse.lazy import modules_of
from clientpulse.quoting import quoted

if TYPE_CHECKING:
    from clientpulse.output import (
        card,
        endings,
        formats,
        messages,
        phrases,
        records,
        relation,
        safe,
        screens,
        sheet,
    )

MODULES = (
    *("card", "endings", "formats", "messages", "phrases", "records", "relation", "safe"),
    *("screens", "sheet"),
)

__all__ = [
    "FORMATS",
    "Look",
    "card",
    "choose",
    "endings",
    "formats",
    "messages",
    "phrases",
    "records",
    "relation",
    "safe",
    "screens",
    "sheet",
    "write",
]

if not TYPE_CHECKING:
    __getattr__ = modules_of(__name__, MODULES)

FORMATS = {
    "table": "clientpulse.output.formats.table",
    "json": "clientpulse.output.formats.json_format",
    "csv": "clientpulse.output.formats.csv_format",
    "markdown": "clientpulse.output.formats.markdown",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a person's screen is.

    Attributes:
        color: Colours may be used.
        width: Columns of the terminal; None to find out.
    """

    color: bool = True
    width: int | None = None


def choose(name: str, json: bool) -> str:
    """Return the format that was asked for.

    Args:
        name: The value of ``--format``.
        json: Whether ``--json`` was given.

    Raises:
        InputError: There is no such format, or the two contradict each other.
    """
    wanted = name.strip().lower()
    if wanted not in FORMATS:
        raise InputError(f"{quoted(name)} is no format", f"use one of {', '.join(FORMATS)}")
    if json and wanted not in {"table", "json"}:
        raise InputError("--json contradicts --format", "give one of them")
    return "json" if json else wanted


def write(screen: str, view: Any, form: str, stream: TextIO, look: Look) -> None:
    """Write a view.

    Args:
        screen: Which screen: ``due``, ``report`` ...
        view: The screen's view.
        form: One of ``FORMATS``.
        stream: Where to.
        look: How the screen is; only tables care.
    """
    importlib.import_module(FORMATS[form]).write(screen, view, stream, look)
