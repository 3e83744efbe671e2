"""Screens, formats and messages: a view goes in, text comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TextIO

from clientpulse.errors import InputError
from clientpulse.lazy import modules_of
from clientpulse.output import formats
from clientpulse.output.look import Look
from clientpulse.quoting import quoted

if TYPE_CHECKING:
    from clientpulse.output import (
        cells,
        events,
        html,
        initials,
        links,
        look,
        messages,
        phrases,
        safe,
        screens,
    )
    from clientpulse.output.layout.screen import Screen, V
else:
    __getattr__ = modules_of(__name__)


class Format(Protocol):
    """Writes any screen's view in one format; only tables care for the look."""

    def __call__(self, screen: Screen[V], view: V, stream: TextIO, look: Look) -> None:
        """Write a view."""


# By the name that is typed; only the one that is used is imported.
FORMATS: dict[str, Callable[[], Format]] = {
    "table": lambda: formats.table.write,
    "json": lambda: formats.json.write,
    "csv": lambda: formats.csv.write,
    "markdown": lambda: formats.markdown.write,
}


def choose(name: str, json: bool) -> str:
    """Return the format that was asked for.

    Raises:
        InputError: There is no such format, or the two contradict each other.
    """
    wanted = name.strip().lower()
    if wanted not in FORMATS:
        raise InputError(f"{quoted(name)} isn't a format", f"use one of {', '.join(FORMATS)}")
    if json and wanted not in {"table", "json"}:
        raise InputError("--json contradicts --format", "give one of them")
    return "json" if json else wanted


def write(screen: Screen[V], view: V, form: str, stream: TextIO, look: Look) -> None:
    """Write a view in one of ``FORMATS``."""
    FORMATS[form]()(screen, view, stream, look)
