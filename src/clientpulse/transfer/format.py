"""What an importer is: how its file is recognised, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BufferedReader, BytesIO, StringIO
from typing import Any, TextIO

from clientpulse.transfer.columns import plain
from clientpulse.transfer.options import Options
from clientpulse.transfer.records import Entry, Kind, Refusal, Remark
from clientpulse.transfer.rows import ROW_LIMIT, Row, read_rows
from clientpulse.transfer.totals import without_totals

_SHOWN = 80
_RULE = re.compile(r"\s*:?-*:?\s*")


def _no_data() -> BufferedReader[Any]:
    return BufferedReader(BytesIO())


@dataclass(frozen=True)
class Heading:
    """How a file begins.

    Attributes:
        text: The line of the header, as it stands there; of JSON, the first line.
        line: Which physical line the header ends in.
        columns: The column names as they stand there; empty when the file is JSON.
        file: What to call the file in a message.
        again: The file's text once more, from its beginning.
        data: The file's bytes from their beginning, for what is no plain text.
        codec: The encoding of the file, as far as its parts don't say their own.
        start: Which physical line the header begins in.
        remarks: What there is to say about the file as a whole, while it is read.
    """

    text: str
    line: int
    delimiter: str = ","
    columns: tuple[str, ...] = ()
    file: str = "the file"
    again: Callable[[], TextIO] = StringIO
    data: Callable[[], BufferedReader[Any]] = _no_data
    codec: str = "utf-8"
    start: int = 1
    remarks: list[Remark] = field(default_factory=list)

    @cached_property
    def names(self) -> frozenset[str]:
        """The column names in the form they are compared in."""
        return frozenset(map(plain, self.columns))

    def rescan(self) -> Iterator[Row | Refusal]:
        """Read the rows below the header once more, without disturbing the first reading."""
        text = self.again()
        for _ in range(self.line):
            text.readline(ROW_LIMIT + 1)
        return rows_below(replace(self, remarks=[]), text)


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


def shortened(text: str) -> str:
    """Cut what is quoted of a file to what fits in a line."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3].rstrip()}..."


def rows_below(heading: Heading, text: TextIO) -> Iterator[Row | Refusal]:
    """Read the rows below a header, but for the totals below them, of which a remark tells."""

    def say(line: int, below: str) -> None:
        remark = f"passed over at the end, from line {line} on: {shortened(below)}"
        heading.remarks.append(Remark(None, remark))

    rows = read_rows(text, heading.delimiter, len(heading.columns), heading.line)
    if heading.delimiter == "|":
        rows = (row for row in rows if isinstance(row, Refusal) or not _is_ruled(row[1]))
    return without_totals(rows, say)


def _is_ruled(cells: list[str]) -> bool:
    """Tell the line below the header of a table in Markdown: `|---|:--|`."""
    return any(cells) and all(_RULE.fullmatch(cell) for cell in cells)
