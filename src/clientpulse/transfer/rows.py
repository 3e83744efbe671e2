"""Turn CSV text into rows, so that one broken row is refused and the others are read."""

from __future__ import annotations

import csv
import re
from collections import deque
from typing import TYPE_CHECKING, TextIO, TypeAlias

from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.records import Refusal
from clientpulse.transfer.source import is_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

# A row is held in memory and shown to a person; nothing that was written by hand comes near these.
ROW_LIMIT = 1024 * 1024
FIELD_LIMIT = 100_000
# What follows an open quote is read again, so that must not happen all the way through a file.
_LOOKED_AT = 16 * 1024
_HOPELESS = 10_000
_END_OF_FILE = "\x1a"  # of MS-DOS

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
        self._limit = ROW_LIMIT
        self._again: deque[str] = deque()
        self.last_line = line
        self.taken: list[str] = []
        self.size = 0
        self.fault = ""

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._readline(ROW_LIMIT + 1)
        if line[-1:] == _END_OF_FILE:
            line = line[:-1]
        if not line:
            raise StopIteration
        self.last_line += 1
        self.size += len(line)
        if self.size > self._limit and (self.taken or self.size > ROW_LIMIT):
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
        if self.size > _LOOKED_AT:
            self._limit = max(_LOOKED_AT, self._limit // 2)
        self._again.extendleft(reversed(self.taken[1:]))
        self.last_line -= len(self.taken) - 1


class _Refused:
    """The rows that were refused so far."""

    def __init__(self, line: int) -> None:
        self._begins_at = line
        self._rows = 0
        self._cost = 0

    def row(self, feed: _Feed, line: int, reason: str) -> Refusal:
        """Refuse a row.

        Raises:
            ImportRefusedError: There are so many of them that the file isn't what it seemed to be.
        """
        self._rows += 1
        self._cost += 1 + feed.size // 1024
        if self._cost > _HOPELESS and self._rows * 3 > line - self._begins_at:
            raise ImportRefusedError(
                f"{self._rows:,} rows up to line {line:,} can't be read; the last: {reason}",
                "export the file again, or correct it",
            )
        return Refusal(line, reason)


def read_rows(text: TextIO, delimiter: str, width: int, line: int = 1) -> Iterator[Row | Refusal]:
    """Read the rows after the header.

    A quote that is never closed would swallow what follows. Its row alone is refused, and reading
    goes on in the line after the one where that row starts. What follows with too few cells was
    most likely in that quote, and is refused as well.

    Args:
        text: The text, standing after the header, with its line ends untouched.
        width: How many cells a row has. What it lacks at its end is empty.
        line: The physical line the header ends in.

    Yields:
        The line a row starts in with its cells, or why it was refused. Blank rows are passed over.

    Raises:
        ImportRefusedError: Hardly any row can be read.
    """
    csv.field_size_limit(ROW_LIMIT)  # else the csv module stops in the middle of a row
    feed, refused = _Feed(text, line), _Refused(line)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    torn = 0
    while True:
        feed.begin_row()
        start = feed.last_line + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _LineTooLongError:
            reason = f"line {feed.last_line} is longer than {ROW_LIMIT:,} characters"
            yield refused.row(feed, start, reason)
            continue
        except (csv.Error, _RowTooLongError) as error:
            yield refused.row(feed, start, _broken(feed.taken, delimiter, start, error))
            feed.go_back()
            torn = start
            continue
        if len(cells) == width and not feed.fault and feed.size <= FIELD_LIMIT:
            torn = 0
            if cells[0] or any(cells):
                yield start, cells
        elif reason := _unfit(cells, feed, width, start, torn):
            yield refused.row(feed, start, reason)
        elif any(map(str.strip, cells)):
            yield start, cells[:width] + [""] * (width - len(cells))


def _unfit(cells: list[str], feed: _Feed, width: int, start: int, torn: int) -> str:
    """Say why a row can't be taken; nothing where it can."""
    if feed.fault:
        return feed.fault
    if feed.size > FIELD_LIMIT and any(len(cell) > FIELD_LIMIT for cell in cells):
        return f"a value is longer than {FIELD_LIMIT:,} characters"
    until = f" (the row ends in line {feed.last_line})" if feed.last_line > start else ""
    begins = ", ".join(filter(None, map(str.strip, cells)))[:40]
    if any(map(str.strip, cells[width:])):
        many = f"too many cells: {len(cells)}, the header has {width}{until}"
        return f"{many} (it begins {begins})"
    if torn and begins and len(cells) < width:
        return f"too few cells behind the quote that isn't closed, in line {torn}{until}"
    return ""


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
