"""Something to read from top to bottom: sections of labelled lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clientpulse.output import phrases
from clientpulse.output.cells import width
from clientpulse.output.safe import one_line

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a card: its heading, empty for none, and harmless labels and texts."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A card without its looks; all of its texts are harmless.

    Attributes:
        status: The client's status, or None where that isn't the matter.
        sections: Its parts; none is empty.
        aligned: Whether the labels of all parts share one column.
    """

    title: str
    status: str | None
    sections: tuple[Section, ...]
    aligned: bool = False

    @classmethod
    def of(
        cls,
        title: str,
        sections: Iterable[tuple[str, Iterable[Row]]],
        status: str | None = None,
        *,
        aligned: bool = False,
    ) -> Card:
        """Lay a card out, and make its texts harmless.

        Args:
            sections: A heading and rows each; those without rows are left out.
        """
        made = (
            Section(
                one_line(heading), tuple((one_line(label), one_line(text)) for label, text in rows)
            )
            for heading, rows in sections
        )
        return cls(one_line(title), status, tuple(one for one in made if one.rows), aligned)

    @property
    def headline(self) -> str:
        """The title, with the status in words."""
        return f"{self.title}: {phrases.status(self.status)}" if self.status else self.title

    def width(self, section: Section) -> int:
        """Return how wide a part's labels are, in columns."""
        parts = self.sections if self.aligned else (section,)
        return max(width(label) for part in parts for label, _ in part.rows)


def labelled(label: str, texts: Sequence[str], most: int, more: str) -> Iterator[Row]:
    """Put a label before the first of some texts, and say where the rest can be seen."""
    for index, text in enumerate(texts[:most]):
        yield "" if index else label, text
    if len(texts) > most:
        yield "", f"and {len(texts) - most} more: {more}"
