"""How a list's columns share a terminal's width so that its rows take as few lines as can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import chop_cells

from clientpulse.output.cells import longest_word, packed, width, wrapped

GAP = 2
INDENT = 2
BETWEEN = " · "
COMMAND = "pulse "
USUAL = 2
"""As many lines as a row may take on the average, all of its cells side by side."""

SAMPLE = 40
"""More rows than these aren't looked at to share the width; the longest words are, of all."""

LONGEST_WORD = 40
"""A longer one, a path perhaps, is broken where its column has no room for it."""

Column = Sequence[str]
"""A heading, and the cells below it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a list fits.

    Attributes:
        widths: Of the columns that stand side by side; the others go on in lines of their own.
        lines: How many lines a row takes on the average.
    """

    widths: tuple[int, ...]
    lines: float


def fit(columns: Sequence[Column], room: int) -> Fit | None:
    """Return how the columns fit side by side; None where words would have to be broken."""
    words = [min(max(map(_least, column)), LONGEST_WORD) for column in columns]
    gaps = GAP * (len(columns) - 1)
    if sum(words) + gaps > room:
        return None
    widths = [min(max(map(width, column)), room) for column in columns]
    step = max(1, (len(columns[0]) - 1) // SAMPLE)
    lines = _Lines([[column[0], *column[1::step]] for column in columns])
    while (over := sum(widths) + gaps - room) > 0:
        at, by = _cheapest(lines, widths, words, over)
        widths[at] -= by
    return Fit(tuple(widths), lines.height(widths) / lines.rows)


def folded(columns: Sequence[Column], room: int) -> Fit | None:
    """Return the best of all ways to fit: the last columns may go on below a row's first line."""
    found = whole = fit(columns, room)
    if whole is not None and whole.lines <= USUAL:
        return whole
    step = max(1, (len(columns[0]) - 1) // SAMPLE)
    for first in range(len(columns) - 1, 1, -1):
        beside = fit(columns[:first], room)
        if beside is not None:
            rows = list(zip(*(column[::step] for column in columns[first:]), strict=True))
            more = sum(len(below(row, room)) for row in rows) / len(rows)
            if found is None or beside.lines + more < found.lines:
                found = Fit(beside.widths, beside.lines + more)
    return found


def cell_lines(cell: str, columns: int) -> list[str]:
    """Break a cell between words, and a word only where it is wider than the column."""
    if cell.startswith(COMMAND) and width(cell) <= columns:
        return [cell]
    return chopped(wrapped(cell, columns), columns)


def _least(cell: str) -> int:
    """Return how narrow a cell's column may get; a command that wraps can't be copied."""
    return width(cell) if cell.startswith(COMMAND) else longest_word(cell)


def chopped(lines: Sequence[str], columns: int) -> list[str]:
    """Break what is one word in a line and still too wide."""
    if all(width(line) <= columns for line in lines):
        return [*lines]
    return [piece for line in lines for piece in chop_cells(line, columns) or [""]]


def below(cells: Sequence[str], room: int) -> list[str]:
    """Return the lines that go on below a row's first one."""
    columns = room - INDENT
    lines = packed([cell for cell in cells if cell], columns, BETWEEN)
    return [" " * INDENT + part for line in lines for part in cell_lines(line, columns)]


class _Lines:
    """How many lines each cell takes at a width; counted once."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._counted: dict[tuple[int, int], list[int]] = {}
        self.rows = len(columns[0])

    def of(self, at: int, columns: int) -> list[int]:
        found = self._counted.get((at, columns))
        if found is None:
            found = [len(cell_lines(cell, columns)) for cell in self._columns[at]]
            self._counted[at, columns] = found
        return found

    def height(self, widths: Sequence[int]) -> int:
        each = [self.of(at, columns) for at, columns in enumerate(widths)]
        return sum(map(max, zip(*each, strict=True)))


def _cheapest(
    lines: _Lines, widths: Sequence[int], words: Sequence[int], over: int
) -> tuple[int, int]:
    """Return the column to make narrower, and by how much: it should cost the fewest lines."""
    choices = []
    for at, now in enumerate(widths):
        if now > words[at]:
            by = min(over, now - words[at], max(1, now // 10))
            narrower = [*widths[:at], now - by, *widths[at + 1 :]]
            choices.append((lines.height(narrower), -now, at, by))
    _, _, at, by = min(choices)
    return at, by
