"""The room there is for text, in columns, and lines broken between words to fit it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import TextIO

PIPE = 100
"""How wide what isn't for a terminal is at most, unless ``COLUMNS`` says more."""

USUAL, NARROWEST = 80, 20
USUAL_LINES = 24

# Most text: one column a character, and nothing to load for it.
_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2190\u2192\u2580-\u259f]*"
)

_DAY = (
    "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?[0-9]{1,2} "
    "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: [0-9]{4})?(?![a-z0-9])[^ ]*"
)
# Not compiled before a line is too long.
_WORD = f" *(?:{_DAY}|[^ ]+)"
_WORD_OR_COMMAND = f" *(?:(?<=: )pulse (?:(?!; ).)+;?|{_DAY}|[^ ]+)"


def width(text: str) -> int:
    """Return how many columns a text takes: a joined emoji two, an accent that combines none."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  its tables, for other scripts and emoji only

    return cell_len(text)


def padded(text: str, columns: int, right: bool = False) -> str:
    """Return a text with blanks up to a width: behind it, or before it to set it right."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def longest_word(text: str) -> int:
    """Return how wide the widest part is that isn't broken: a word, or a day."""
    return max((width(word.lstrip()) for word in re.findall(_WORD, text)), default=0)


def cut(text: str, columns: int) -> str:
    """Cut a name that is too wide for its column; nothing is left where there is none."""
    if width(text) <= columns:
        return text
    if columns < 1:
        return ""
    kept = text[: columns - 1]
    while width(kept) >= columns:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(text: str, columns: int, indent: int = 0, unbroken: str = _WORD) -> list[str]:
    """Break one line between words, and not within a day: ``Fri 4 Dec``.

    Args:
        columns: How wide a line may be; only a word that is longer, which nobody could copy
            otherwise, is wider.
        indent: How far the lines behind the first are moved in.
        unbroken: What stays together, with the blanks before it.
    """
    if width(text) <= columns:
        return [text]
    lines: list[str] = []
    line = ""
    for word in re.findall(unbroken, text):
        if line.strip() and width(line + word) > columns:
            lines.append(line)
            line = " " * indent + word.lstrip()
        else:
            line += word
    return [*lines, line]


def packed(texts: Sequence[str], columns: int, between: str) -> list[str]:
    """Put texts one behind the other into lines; each is whole where a line takes it."""
    lines: list[str] = []
    for text in texts:
        together = f"{lines[-1]}{between}{text}" if lines else text
        if lines and width(together) > columns:
            lines.append("")
            together = text
        lines[-1:] = wrapped(together, columns)
    return lines


def broken(line: str, columns: int) -> list[str]:
    """Break a line between words, a suggested command only where no line would take it whole."""
    parts = wrapped(line, columns, _hang(line, columns), _WORD_OR_COMMAND)
    return [one for part in parts for one in wrapped(part, columns)]


def _hang(line: str, columns: int) -> int:
    """Return where a line of two columns goes on: below its second."""
    found = re.match(r" *\S+(?: \S+)* {2,}(?=\S)", line)
    return found.end() if found and found.end() <= columns // 2 else 0


def fitted(line: str, stream: TextIO, indent: int = 0) -> str:
    """Break a line between words where a terminal would break it anywhere.

    A suggested command stays whole: a shell would run its parts one by one.
    """
    if not stream.isatty():
        return line
    return "\n".join(wrapped(line, columns_of(stream), indent, _WORD_OR_COMMAND))


def columns_of(stream: TextIO) -> int:
    """Return how much room there is: what ``COLUMNS`` says if that makes sense, or what is so."""
    columns = _said("COLUMNS")
    if not stream.isatty():
        return max(PIPE, columns)
    return max(NARROWEST, columns or _of_terminal(stream)[0] or USUAL)


def lines_of(stream: TextIO) -> int:
    """Return how many lines a terminal has: what ``LINES`` says if it makes sense, or what is so.

    A terminal may say that it has none when it doesn't know.
    """
    return _said("LINES") or _of_terminal(stream)[1] or USUAL_LINES


def rows_of(text: str, columns: int) -> int:
    """Return how many lines of a terminal a text takes that ends each of its own."""
    lines = re.sub("\x1b\\[[0-9;]*m", "", text).splitlines()
    return sum(max(1, -(-width(line.rstrip()) // columns)) for line in lines)


def _said(name: str) -> int:
    said = os.environ.get(name, "").strip()
    return int(said) if re.fullmatch("0*[1-9][0-9]{0,3}", said) else 0


def _of_terminal(stream: TextIO) -> tuple[int, int]:
    try:
        return os.get_terminal_size(stream.fileno())
    except (OSError, ValueError, AttributeError):
        return 0, 0
