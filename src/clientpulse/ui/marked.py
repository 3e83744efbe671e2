"""Texts in which something is marked: cut around it, or broken into lines."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.output.cells import cut, width
from clientpulse.ui import cards
from clientpulse.ui.lines import Line, Piece, text_of

CUT = Piece("…")


def around(line: Line, room: int) -> Line:
    """Cut a line for so many columns, in such a way that what is marked first can be seen."""
    text = text_of(line)
    if width(text) <= room:
        return line
    start = _start(text, _end_of_first(line), room)
    before = (CUT,) if start else ()
    rest = text[start:]
    kept = cut(rest, room - len(before))
    if kept == rest:
        return (*before, *part(line, start, len(text)))
    end = start + len(kept) - 1
    return (*before, *part(line, start, end), CUT)


def _end_of_first(line: Line) -> int:
    at = 0
    for piece in line:
        at += len(piece.text)
        if piece.meaning:
            return at
    return 0


def _start(text: str, end: int, room: int) -> int:
    """Return where to begin so that there is some room left behind what is marked."""
    if width(text[:end]) < room:
        return 0
    start = 0
    while start < end and width(text[start:end]) > room * 2 // 3:
        start += 1
    return start


def part(line: Line, start: int, end: int) -> Iterator[Piece]:
    """Return the pieces of a line from one character to another."""
    at = 0
    for piece in line:
        text = piece.text[max(0, start - at) : max(0, end - at)]
        at += len(piece.text)
        if text:
            yield Piece(text, piece.meaning)


def broken(line: Line, room: int) -> Iterator[Line]:
    """Break a line between words for so many columns."""
    text = text_of(line)
    at = 0
    for one in cards.chopped(text, room):
        words = one.strip()
        start = text.find(words, at)
        if start < 0:
            yield (Piece(one),)
            continue
        at = start + len(words)
        yield tuple(part(line, start, at))
