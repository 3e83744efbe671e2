"""The lines of a file, whatever ends them, and however long they are."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import Any, Protocol, TypeAlias

LONGEST = 1024 * 1024
"""In bytes; what a line has beyond them is let go."""

_CHUNK = 256 * 1024
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    ("BE".encode("utf-16-le"), "utf-16-le"),
    ("BE".encode("utf-16-be"), "utf-16-be"),
    ("be".encode("utf-16-le"), "utf-16-le"),
    ("be".encode("utf-16-be"), "utf-16-be"),
)
"""How a file in wide characters begins; without a mark, with BEGIN."""


Buffered: TypeAlias = "io.BufferedReader[Any]"
"""What is read with a buffer, be it a file or bytes."""


class _Bytes(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _AsUtf8:
    """A file in wide characters, read as UTF-8."""

    def __init__(self, stream: Buffered, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")

    def read(self, size: int, /) -> bytes:
        return self._text.read(size).encode("utf-8", "replace")


def read_lines(stream: Buffered) -> Iterator[bytes]:
    """Return the lines without their ends and without NULs, in UTF-8 or what they are in."""
    head = stream.peek(4)
    wide = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    source: _Bytes = stream if wide is None else _AsUtf8(stream, wide)
    for line in _split(source):
        plain = line.replace(b"\0", b"") if b"\0" in line else line
        # Where files were put together, a mark stands in the middle.
        yield plain.removeprefix(codecs.BOM_UTF8)


def _split(source: _Bytes) -> Iterator[bytes]:
    rest, after_cr = b"", False
    while chunk := source.read(_CHUNK):
        # Of CR and LF that lie on both sides of a border, one end of a line is made.
        if after_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
        after_cr = chunk.endswith(b"\r")
        if not chunk:
            continue
        parts = (rest + chunk).splitlines()
        rest = b"" if chunk.endswith((b"\n", b"\r")) else parts.pop()[:LONGEST]
        for part in parts:
            yield part[:LONGEST]
    if rest:
        yield rest
