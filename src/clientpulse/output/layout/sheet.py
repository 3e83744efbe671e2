"""A list as rows of whole texts: what plain lines, Markdown and most tables are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clientpulse.output.safe import one_line

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list without its looks; all of its texts are harmless.

    Attributes:
        title: One line above.
        headings: The columns' names; none without rows.
        rows: A text for each heading.
        footer: Lines below.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    footer: tuple[str, ...]

    @classmethod
    def of(
        cls, title: str, rows: Sequence[Mapping[str, Cell]], footer: Iterable[str] = ()
    ) -> Sheet:
        """Lay a list out, each cell under its heading, and make its texts harmless."""
        return cls(
            one_line(title),
            tuple(rows[0]) if rows else (),
            tuple(tuple(map(_text, row.values())) for row in rows),
            tuple(map(one_line, footer)),
        )


def _text(cell: Cell) -> str:
    return "" if cell is None else one_line(str(cell))
