"""What an answer is written with: marks around what people wrote, and compact JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from clientpulse import output

Fields = dict[str, Any]

OPEN, CLOSE = "⟦", "⟧"
_MARKS = str.maketrans({OPEN: "[", CLOSE: "]"})

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def marked(text: str) -> str:
    """Return a text on one line, harmless, between the marks that say that it is data."""
    return f"{OPEN}{output.safe.one_line(text.translate(_MARKS))}{CLOSE}"


def marked_lines(text: str, longest: int) -> str:
    """Return a text of several lines between the marks, cut where it is too long."""
    lines = "\n".join(output.safe.lines(text.translate(_MARKS)))
    while size(lines) > longest:
        lines = f"{lines[: len(lines) * 3 // 4]}…"
    return f"{OPEN}{lines}{CLOSE}"


def day(value: date | None) -> str | None:
    """Write a day."""
    return None if value is None else value.isoformat()


def known(fields: Fields) -> Fields:
    """Leave out what isn't known: an agent pays for every word."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def written(fields: Mapping[str, Any]) -> str:
    """Write an answer as compact JSON."""
    return _JSON.encode(fields)


def size(value: Any) -> int:
    """Measure a value of an answer in bytes: outside ASCII a character is a token or more."""
    return len(written(value).encode()) if not isinstance(value, str) else len(value.encode())
