"""A list as rows of whole texts: what plain lines, Markdown and most tables are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from clientpulse.output.safe import one_line

_FIGURE = r"[-+]?[0-9][0-9,.]*%?(?: (?:of [0-9]+|[kMG]B|days?|weeks?|months?|years?))?|[=–]"

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list without its looks; all of its texts are harmless.

    Attributes:
        title: One line above.
        headings: The columns' names; none without rows.
        rows: A text for each heading.
        footer: Lines below.
        whole: Rows stay on one line where they needn't fit a terminal, however wide they are.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    footer: tuple[str, ...]
    whole: bool = False

    @classmethod
    def of(
        cls,
        title: str,
        rows: Sequence[Mapping[str, Cell]],
        footer: Iterable[str] = (),
        *,
        whole: bool = False,
    ) -> Sheet:
        """Lay a list out, each cell under its heading, and make its texts harmless."""
        return cls(
            one_line(title),
            tuple(rows[0]) if rows else (),
            tuple(tuple(map(_text, row.values())) for row in rows),
            tuple(map(one_line, footer)),
            whole,
        )

    @property
    def figures(self) -> tuple[bool, ...]:
        """Which columns hold figures alone, and are set right."""
        return tuple(
            any(column) and all(re.fullmatch(_FIGURE, cell) for cell in column if cell)
            for column in zip(*self.rows, strict=True)
        )

    def filled(self) -> Sheet:
        """Return the list without the columns that are empty in every row."""
        kept = [at for at, column in enumerate(zip(*self.rows, strict=True)) if any(column)]
        headings, *rows = (tuple(row[at] for at in kept) for row in (self.headings, *self.rows))
        return replace(self, headings=headings, rows=tuple(rows))


def _text(cell: Cell) -> str:
    return "" if cell is None else one_line(str(cell))
