"""Finding a file's header: among its first lines, behind titles and notes."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clientpulse.errors import ImportRefusedError
from clientpulse.transfer.format import Heading, shortened
from clientpulse.transfer.not_text import refuse_other_text
from clientpulse.transfer.records import Remark
from clientpulse.transfer.rows import ROW_LIMIT
from clientpulse.transfer.source import Source, is_whole
from clientpulse.vcards.reading import is_vcard

VCARD = "BEGIN:VCARD"
"""What stands for the header of a file of cards."""

_CARDS = (".vcf", ".vcard")
_DELIMITERS = ",;\t|"
_LINES = 20
_BLANK_LINES = 1000
_BESIDE_THE_FIRST = 1000
_MOST_COLUMNS = 16_384  # as many as a spreadsheet has
_EMPTY = f"\ufeff \t{_DELIMITERS}"
_SAID_DELIMITER = re.compile(r'"?sep=([^\w\s"]|\t)"?[,;\s]*', re.IGNORECASE)
_TEXT_CELL = re.compile(r"[^\d@]*[^\W\d_][^@]{0,200}")


@dataclass(slots=True)
class _Beginning:
    """The first lines of a file.

    Attributes:
        first: The place of the first that isn't blank.
        delimiters: Those that may part the cells.
    """

    lines: list[str]
    first: int
    delimiters: str = _DELIMITERS


def read_heading(source: Source, known: Callable[[Heading], bool] = lambda _: True) -> Heading:
    """Find the header and leave the source's text standing behind it.

    It is the first line that is known, else the first that has more than half as many headings as
    the line that has most of them.

    Args:
        known: Whether a line is a header that can be read.

    Raises:
        ImportRefusedError: The file is empty, is something else, or has no line that can be one.
    """
    beginning = _beginning(source)
    first = beginning.lines[beginning.first]
    start = "".join(beginning.lines[beginning.first :]).lstrip("\ufeff ")
    refuse_other_text(source.name, start)
    if is_vcard(start):
        heading = Heading(VCARD, 0, file=source.name, data=source.data, codec=source.codec)
    elif source.name.lower().endswith(_CARDS):
        raise ImportRefusedError(f"{source.name} holds no card", "a card begins with BEGIN:VCARD")
    elif first.lstrip("\ufeff \t").startswith(("{", "[")):
        heading = Heading(first.lstrip("\ufeff"), beginning.first + 1, file=source.name)
    else:
        _refuse_first_line(source, first)
        heading = _header(source, beginning, known)
    for _ in range(heading.line):
        source.text.readline(ROW_LIMIT + 1)
    if source.said:
        heading.remarks.insert(0, Remark(None, source.said))
    return heading


def _beginning(source: Source) -> _Beginning:
    """Read the first lines, with the blank ones between them."""
    lines: list[str] = []
    first, filled, size = -1, 0, 0
    text = source.text_again()
    while filled < _LINES and size <= ROW_LIMIT and (line := text.readline(ROW_LIMIT + 1)):
        lines.append(line)
        if line.strip().strip(_EMPTY):
            filled += 1
            size += len(line)
            first = len(lines) - 1 if first < 0 else first
        elif len(lines) >= _BLANK_LINES:
            break
    if first >= 0:
        return _Beginning(lines, first)
    if len(lines) < _BLANK_LINES:
        raise ImportRefusedError(f"{source.name} is empty")
    raise ImportRefusedError(f"{source.name} has no header", "put it in the first line")


def _refuse_first_line(source: Source, first: str) -> None:
    if len(first) > ROW_LIMIT:
        raise ImportRefusedError(
            f"{source.name} isn't CSV: its first line is longer than {ROW_LIMIT:,} characters",
            "the first line has to be the header, each row a line of its own",
        )
    if "\0" in first or not is_whole(first):
        raise ImportRefusedError(
            f"the header of {source.name} isn't in {source.encoding}",
            "save the file as UTF-8, or name its encoding: --encoding "
            + ("gbk" if source.said else "cp1252"),
        )


def _header(source: Source, beginning: _Beginning, known: Callable[[Heading], bool]) -> Heading:
    csv.field_size_limit(ROW_LIMIT)  # else the csv module stops in the middle of a title
    start = beginning.first
    if said := _SAID_DELIMITER.fullmatch(beginning.lines[start].strip("\ufeff \r\n")):
        beginning.delimiters = said[1]
        start += 1
    candidates: list[Heading] = []
    most = 0
    fault: ImportRefusedError | None = None
    while start < len(beginning.lines):
        if not beginning.lines[start].strip().strip(_EMPTY):
            start += 1
            continue
        readings = list(_readings(source, beginning, start))
        if not readings:
            fault = fault or ImportRefusedError(
                f"the header of {source.name} (line {start + 1}) has a quote that is not closed"
                " properly"
            )
            start += 1
            continue
        columns = len(readings[0].columns)
        if columns > _MOST_COLUMNS:
            raise ImportRefusedError(
                f"{source.name} isn't a table: line {start + 1} has {columns:,} cells",
                f"a header of at most {_MOST_COLUMNS:,} columns is read",
            )
        few = not candidates or columns <= _BESIDE_THE_FIRST
        for heading in readings if few and _filled(readings[0]) >= most else ():
            if known(heading):
                return _passing_over(heading, beginning)
        most = max(most, _filled(readings[0]))
        candidates.append(readings[0])
        start = readings[0].line
    if fault or not candidates:
        raise fault or ImportRefusedError(f"{source.name} has no header", "put it before the rows")
    enough = max(map(_headings, candidates)) / 2
    return _passing_over(
        next((one for one in candidates if _headings(one) > enough), candidates[0]), beginning
    )


def _readings(source: Source, beginning: _Beginning, start: int) -> Iterator[Heading]:
    """Give a line as each delimiter parts it that occurs in it, the one with most cells first."""
    lines = beginning.lines[start:]
    lines[0] = lines[0].lstrip("\ufeff")
    readings, least = [], 1
    for delimiter in beginning.delimiters:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error:
            least = 2
            continue
        columns = tuple(cell.strip() for cell in cells)
        end = start + reader.line_num
        readings.append(
            Heading(
                lines[0], end, delimiter, columns, source.name, source.text_again, start=start + 1
            )
        )
    readings.sort(key=lambda one: -len(one.columns))
    for place, one in enumerate(readings):
        if len(one.columns) >= (2 if place else least):
            yield one


def _filled(heading: Heading) -> int:
    return sum(map(bool, heading.columns))


def _headings(heading: Heading) -> int:
    """Count the cells that may be headings: texts, each once."""
    return len({one for one in heading.columns if _TEXT_CELL.fullmatch(one)})


def _passing_over(heading: Heading, beginning: _Beginning) -> Heading:
    """Say what stands before a header that isn't in the first line."""
    before = [
        line.strip('\ufeff \t\r\n,;|"')
        for line in beginning.lines[: heading.start - 1]
        if not _SAID_DELIMITER.fullmatch(line.strip("\ufeff \r\n"))
    ]
    if text := " / ".join(filter(None, before)):
        remark = f"the header is in line {heading.start}; passed over before it: {shortened(text)}"
        heading.remarks.append(Remark(None, remark))
    return heading
