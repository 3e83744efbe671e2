"""JSON: one versioned object, ASCII only, one line an item so that it greps and diffs well."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from clientpulse.output import Look

if TYPE_CHECKING:
    from clientpulse.output.layout.screen import Screen, V

VERSION = 1


def write(screen: Screen[V], view: V, stream: TextIO, look: Look) -> None:
    """Write a reading command's view."""
    write_object(screen.name, view.today, screen.envelope(view), stream)


def write_object(command: str, today: date, fields: Mapping[str, Any], stream: TextIO) -> None:
    """Write the envelope, whose schema is named for the command, around what it answers."""
    head = {"schema": f"clientpulse.{command}/{VERSION}", "today": today.isoformat()}
    stream.write("{\n")
    stream.write(",\n".join(_lines({**head, **fields})))
    stream.write("\n}\n")


def _lines(fields: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            # The C encoder only works without an indent, and is ten times as fast.
            items = ",\n    ".join(map(json.dumps, value))
            yield f"  {json.dumps(name)}: [\n    {items}\n  ]"
        else:
            yield f"  {json.dumps(name)}: {json.dumps(value)}"
