"""The lines that vCards and calendars are written in: folded, and with their texts escaped."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST_LINE = 75
"""In octets, without the line's end."""


def folded(line: str) -> Iterator[str]:
    """Break a line where it is longer than 75 octets, and never within a character."""
    if line.isascii() and len(line) <= LONGEST_LINE:
        yield line
        return
    part: list[str] = []
    size = 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > LONGEST_LINE:
            yield "".join(part)
            part, size = [" "], 1
        part.append(char)
        size += width
    yield "".join(part)


def escaped(text: str) -> str:
    """Return a text as a value of one line."""
    plain = text.replace("\\", "\\\\").replace("\r\n", "\n").replace("\r", "\n")
    for mark in ",;":
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")
