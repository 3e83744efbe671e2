"""As much of today's list as fits the terminal, so that the most urgent stays on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from clientpulse.output import cells
from clientpulse.output.formats.table.console import print_footer
from clientpulse.output.formats.table.due_short import short_lines
from clientpulse.output.look import STRONG
from clientpulse.output.screens.due import FEWEST, footer, title

if TYPE_CHECKING:
    from clientpulse.views.due import DueView

PROMPT = 1


def draw(view: DueView, full: Iterable[str] | None, console: Console) -> None:
    """Draw the list: its rows whole, and where five of those don't fit, the last ones in short.

    Args:
        full: The rows as they are drawn, each ending its line; drawn when they are asked for.
            None for all in short.
    """
    if full is not None and not view.to_fit:
        _print(view, tuple(full), (), console)
        return
    short = short_lines(view, console)
    if not view.to_fit:
        _print(view, (), short, console)
        return
    room = console.height - PROMPT
    kept: list[str] = []
    heights = _kept(full or (), kept, console.width)
    more = replace(view, more=max(view.more, 1))
    whole, brief = fit(
        heights,
        [cells.rows_of(one, console.width) for one in short],
        room - _around(view, console.width),
        room - _around(more, console.width),
    )
    shown = whole + brief
    left = replace(view, rows=view.rows[:shown], more=view.more + len(view.rows) - shown)
    _print(left, tuple(kept[:whole]), short[whole:shown], console)


def fit(full: Iterable[int], short: Sequence[int], room: int, less: int) -> tuple[int, int]:
    """Choose how many rows are shown whole, and how many more in short.

    Args:
        full: How many lines the rows take whole, with a blank one between; no more are asked for
            than fit.
        short: How many lines they take in short.
        room: How many lines there are where all are shown.
        less: How many there are where some are left out, which has to be said.
    """
    ends = [0]
    for height in full:
        ends.append(ends[-1] + height + (len(ends) > 1))
        if ends[-1] > max(room, less):
            break
    if len(ends) > len(short) and ends[-1] <= room:
        return len(short), 0
    most = max(number for number, end in enumerate(ends) if end <= less or not number)
    fewest = min(FEWEST, len(short))
    if most >= fewest:
        return most, 0
    for whole in range(most, -1, -1):
        start = ends[whole] + bool(whole)
        below = [start + end for end in accumulate(short[whole:])]
        brief = sum(end <= less for end in below)
        if below[-1] <= room:
            brief = len(below)
        if whole + brief >= fewest:
            return whole, brief
    return 0, fewest


def _kept(rows: Iterable[str], kept: list[str], columns: int) -> Iterator[int]:
    for row in rows:
        kept.append(row)
        yield cells.rows_of(row, columns)


def _around(view: DueView, columns: int) -> int:
    """Return how many lines stand above and below the rows."""
    said = tuple(footer(view))
    lines = "".join(f"{line}\n" for line in (title(view), "", *(("", *said) if said else ())))
    return cells.rows_of(lines, columns)


def _print(view: DueView, full: Sequence[str], short: Sequence[str], console: Console) -> None:
    console.print(Text(title(view), style=STRONG))
    parts = (*full, "".join(short)) if short else full
    for part in parts:
        console.file.write(f"\n{part}")
    print_footer(footer(view), console)
