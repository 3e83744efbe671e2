"""What an importer is: how its file is recognised, and how it is read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import TextIO

from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.columns import plain
from clientpulse.transfer.options import Options
from clientpulse.transfer.records import Entry, Kind, Refusal
from clientpulse.transfer.rows import ROW_LIMIT, Row, read_rows
from clientpulse.transfer.source import Source, is_whole

_DELIMITERS = ",;\t"
_BLANK_LINES = 1000


@dataclass(frozen=True, slots=True)
class Heading:
    """How a file begins.

    Attributes:
        text: Its first line that isn't blank, as it stands there.
        line: Which physical line that is.
        columns: The column names as they stand there; empty when the file is JSON.
        file: What to call the file in a message.
        again: The file's text once more, from its beginning.
    """

    text: str
    line: int
    delimiter: str = ","
    columns: tuple[str, ...] = ()
    file: str = "the file"
    again: Callable[[], TextIO] = StringIO

    @property
    def names(self) -> frozenset[str]:
        """The column names in the form they are compared in."""
        return frozenset(map(plain, self.columns))

    def rescan(self) -> Iterator[Row | Refusal]:
        """Read the rows below the header once more, without disturbing the first reading."""
        text = self.again()
        for _ in range(self.line):
            text.readline(ROW_LIMIT + 1)
        return rows_below(self, text)


@dataclass(slots=True)
class Content:
    """What a file holds: its entries, and the columns or keys that are left out.

    `left_out` keeps their order (a dict, for there may be many). It may grow while the entries are
    read, where it isn't known beforehand.
    """

    entries: Iterator[Entry]
    left_out: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """An importer: one line of the registry."""

    name: str
    kind: Kind
    fits: Callable[[Heading], bool]
    read: Callable[[Heading, TextIO, Options], Content]


def read_heading(source: Source) -> Heading:
    """Read how a file begins and tell its delimiter.

    Raises:
        ImportRefusedError: It is empty, or its first line can't be a header.
    """
    line, text = _first_filled_line(source)
    if text.lstrip().startswith(("{", "[")):
        return Heading(text, line, file=source.name)
    if len(text) > ROW_LIMIT:
        raise ImportRefusedError(
            f"{source.name} isn't CSV: its first line is longer than {ROW_LIMIT:,} characters",
            "the first line has to be the header, each row a line of its own",
        )
    if "\0" in text or not is_whole(text):
        raise ImportRefusedError(
            f"the header of {source.name} isn't in {source.encoding}", "save the file as UTF-8"
        )
    delimiter, columns = _cells(text, line, source.name)
    return Heading(text, line, delimiter, columns, source.name, source.text_again)


def rows_below(heading: Heading, text: TextIO) -> Iterator[Row | Refusal]:
    """Read the rows below a header."""
    return read_rows(text, heading.delimiter, len(heading.columns), heading.line)


def _first_filled_line(source: Source) -> tuple[int, str]:
    for line in range(1, _BLANK_LINES):
        text = source.text.readline(ROW_LIMIT + 1)
        if not text:
            raise ImportRefusedError(f"{source.name} is empty")
        if text.strip():
            return line, text
    raise ImportRefusedError(f"{source.name} has no header", "put it in the first line")


def _cells(text: str, line: int, name: str) -> tuple[str, tuple[str, ...]]:
    best: tuple[str, tuple[str, ...]] = ("", ())
    fault = None
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([text], delimiter=delimiter, strict=True))
        except csv.Error as error:
            fault = error
            continue
        if len(cells) > len(best[1]):
            best = delimiter, tuple(cell.strip() for cell in cells)
    if fault and len(best[1]) < 2:
        raise ImportRefusedError(
            f"the header of {name} (line {line}) has a quote that is not closed properly"
        ) from fault
    return best
