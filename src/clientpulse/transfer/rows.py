"""Turn CSV text into rows, so that one broken row is refused and the others are read."""

from __future__ import annotations

import csv
import re
from collections import deque
from typing import TYPE_CHECKING, TextIO, TypeAlias

from clientpulse.transfer.records import Refusal
from clientpulse.transfer.source import is_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

# A row is held in memory and shown to a person; nothing that was written by hand comes near these.
ROW_LIMIT = 1024 * 1024
FIELD_LIMIT = 100_000

Row: TypeAlias = tuple[int, list[str]]


class _LineTooLongError(Exception):
    """One physical line is longer than a row may be; it has been skipped."""


class _RowTooLongError(Exception):
    """A quoted value runs on over more lines than a row may hold."""


class _Feed:
    """The physical lines for `csv.reader`, remembering those of the row it is on.

    An iterator object and no generator: a generator that raised once would be at its end.
    """

    def __init__(self, text: TextIO, line: int) -> None:
        self._readline = text.readline
        self._again: deque[str] = deque()
        self.last_line = line
        self.taken: list[str] = []
        self.size = 0
        self.fault = ""

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._readline(ROW_LIMIT + 1)
        if not line:
            raise StopIteration
        self.last_line += 1
        self.size += len(line)
        if self.size > ROW_LIMIT:
            self._stop_at(line)
        self.taken.append(line)
        if "\0" in line:
            self.fault = f"line {self.last_line} holds a NUL character"
        elif not is_whole(line):
            self.fault = f"line {self.last_line} holds bytes that are not in the file's encoding"
        return line

    def _stop_at(self, line: str) -> None:
        if len(line) <= ROW_LIMIT:
            self.taken.append(line)
            raise _RowTooLongError
        while line and line[-1] not in "\r\n":
            line = self._readline(ROW_LIMIT)
        raise _LineTooLongError

    def begin_row(self) -> None:
        """Forget the row before."""
        self.taken.clear()
        self.size = 0
        self.fault = ""

    def go_back(self) -> None:
        """Let all but the first line of this row be read again."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.last_line -= len(self.taken) - 1


def read_rows(text: TextIO, delimiter: str, width: int, line: int = 1) -> Iterator[Row | Refusal]:
    """Read the rows after the header.

    A quote that is never closed would swallow what follows. Its row alone is refused, and reading
    goes on in the line after the one where that row starts.

    Args:
        text: The text, standing after the header, with its line ends untouched.
        width: How many cells a row has. What it lacks at its end is empty.
        line: The physical line the header ends in.

    Yields:
        The line a row starts in with its cells, or why it was refused. Blank rows are passed over.
    """
    csv.field_size_limit(ROW_LIMIT)  # else the csv module stops in the middle of a row
    feed = _Feed(text, line)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin_row()
        start = feed.last_line + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _LineTooLongError:
            yield Refusal(start, f"line {feed.last_line} is longer than {ROW_LIMIT:,} characters")
            continue
        except (csv.Error, _RowTooLongError) as error:
            yield Refusal(start, _broken(feed.taken, delimiter, start, error))
            feed.go_back()
            continue
        if feed.fault:
            yield Refusal(start, feed.fault)
        elif feed.size > FIELD_LIMIT and any(len(cell) > FIELD_LIMIT for cell in cells):
            yield Refusal(start, f"a value is longer than {FIELD_LIMIT:,} characters")
        elif len(cells) == width and (cells[0] or any(cells)):
            yield start, cells
        elif not any(cell and not cell.isspace() for cell in cells):
            continue
        elif any(map(str.strip, cells[width:])):
            yield Refusal(start, _too_many(cells, width, start, feed.last_line))
        else:
            yield start, cells[:width] + [""] * (width - len(cells))


def _too_many(cells: list[str], width: int, start: int, end: int) -> str:
    until = f" (the row ends in line {end})" if end > start else ""
    begins = ", ".join(filter(None, map(str.strip, cells)))[:40]
    many = f"too many cells: {len(cells)}, the header has {width}{until}"
    return f"{many} (it begins {begins})"


def _broken(lines: list[str], delimiter: str, start: int, error: Exception) -> str:
    """Say what is wrong with the quotes, and where."""
    if "new-line" in str(error):
        return "a carriage return stands inside the row, outside quotes"
    if len(lines) == 1 and "unexpected end" not in str(error):
        return "text follows a closing quote; quotes inside a value are written twice"
    opened = start + _before_open_quote("".join(lines), delimiter).count("\n")
    return f"the quote opened in line {opened} is not closed"


def _before_open_quote(text: str, delimiter: str) -> str:
    """Give what stands before the first cell that is not well-formed CSV."""
    mark = re.escape(delimiter)
    cell = re.compile(rf'(?:"[^"]*(?:""[^"]*)*"|[^"{mark}\r\n][^{mark}\r\n]*|)(?:{mark}|\r?\n)')
    at = 0
    while found := cell.match(text, at):
        at = found.end()
    return text[:at]
