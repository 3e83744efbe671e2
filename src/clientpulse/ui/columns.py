"""A list of as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual import events
from textual.message import Message

from clientpulse.output.cells import cut, padded, width
from clientpulse.output.look import QUIET, STRONG
from clientpulse.ui.lines import CURSOR, GAP, Line, List, Piece, Row, Said
from clientpulse.ui.marked import around

NAME = 1
"""The column that is cut first."""

SHORTEST_NAME = 14
SHORTEST_TAIL = 24


class Heading(Said):
    """What the columns are called."""

    class Clicked(Message):
        """A column is meant."""

        def __init__(self, x: int) -> None:
            super().__init__()
            self.x = x

    def on_click(self, event: events.Click) -> None:
        """Say which place was clicked."""
        self.post_message(self.Clicked(event.x))


class Columns(List):
    """A list of which some columns are left out where it is narrow; its headings stay above it.

    Args:
        lesser: The numbers of those columns, the least important first.
        headings: What the columns are called, where that is said.

    Attributes:
        heading: Stands above the list.
        by: The number of the column that the rows are sorted by.
        whole: All rows, where a filter hides some: the columns stay while one types.
    """

    def __init__(self, lesser: Sequence[int], headings: Sequence[str] = (), **how: Any) -> None:
        super().__init__(**how)
        self._lesser, self._headings = lesser, headings
        self.by: int | None = None
        self.whole: Sequence[Row] = ()
        self.heading = Heading()
        self._heading: Line = ()
        self._wide: Mapping[int, int] = {}
        self._rest = 0

    def measure(self, room: int) -> None:
        """Find out which columns are shown, and how wide they are."""
        self._wide = self._fitting(room)
        self._rest = max(1, room - sum(wide + GAP for wide in self._wide.values()))
        if self._headings:
            self._head()

    def body(self, row: Row) -> Iterator[Piece]:
        """Draw a row."""
        last = None if row.tail else max(self._wide)
        for at, wide in self._wide.items():
            yield _cell(row.cells[at], wide, last=at == last)
        yield from around(row.tail, self._rest)

    def column_at(self, x: int) -> int | None:
        """Return the number of the column that a place in the heading belongs to."""
        end = len(CURSOR)
        for at, wide in self._wide.items():
            end += wide + GAP
            if x < end:
                return at
        return None

    def _head(self) -> None:
        pieces = [Piece(" " * len(CURSOR))]
        for at, wide in self._wide.items():
            look = STRONG if at == self.by else QUIET
            pieces.append(_cell(Piece(self._headings[at], look), wide))
        if self._heading != tuple(pieces):
            self._heading = tuple(pieces)
            self.heading.fill(lambda _: [self._heading])

    def _fitting(self, room: int) -> dict[int, int]:
        """Return how wide the columns are that are shown."""
        rows = self.whole or self.rows
        natural = [width(one) for one in self._headings] or [0] * len(rows[0].cells)
        for row in rows:
            for at, cell in enumerate(row.cells):
                natural[at] = max(natural[at], width(cell.text))
        most = natural[NAME]
        tail = 0
        if any(row.tail for row in rows):
            tail = GAP + SHORTEST_TAIL
            most = min(most, max(SHORTEST_NAME, room // 4))
        least = min(most, SHORTEST_NAME)
        shown = list(range(len(natural)))
        for one in (None, *self._lesser):
            if one is not None:
                shown.remove(one)
            left = room - tail - sum(natural[at] + GAP for at in shown if at != NAME)
            if left >= least:
                break
        return {at: max(1, min(most, left)) if at == NAME else natural[at] for at in shown}


def _cell(cell: Piece, room: int, *, last: bool = False) -> Piece:
    text = cut(cell.text, room)
    return Piece(text if last else padded(text, room + GAP), cell.meaning)
