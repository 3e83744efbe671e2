"""The whole portfolio: a client in two lines, the figures where the eye looks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

from clientpulse.output import phrases
from clientpulse.output.cells import wrapped
from clientpulse.output.formats.table.console import print_lines, safe
from clientpulse.output.formats.table.fitting import cell_lines
from clientpulse.output.look import BARS, PLAIN, QUIET, STRONG, of_health, of_status
from clientpulse.output.safe import one_line
from clientpulse.output.screens.report import summary, title

if TYPE_CHECKING:
    from clientpulse.views.report import ReportRow, ReportView

WIDE = 108
NARROW = 72
SHORTEST_NAME = 8
GAP, WIDER_GAP = 1, 2
INDENT = 15
MOST_LINES = 2
"""As many lines as a name may take; of a longer one, the rest is cut off."""

Cell = tuple[Text, ...]
"""Its lines."""


def draw(view: ReportView, console: Console) -> None:
    """Draw the report to fit the terminal."""
    console.print(Text(title(view), style=STRONG))
    console.print()
    if view.items:
        columns = _WIDE if console.width >= WIDE else _USUAL
        lines = list(_table(view, columns, console.width)) if console.width >= NARROW else []
        if lines:
            print_lines([*lines, Text()], console)
        else:
            _stacked(view, console)
    print_lines((Text(part) for one in summary(view) for part in _broken(one, console)), console)


def _broken(line: str, console: Console) -> list[str]:
    return wrapped(one_line(line), console.width)


def _table(view: ReportView, columns: Sequence[Column], room: int) -> Iterator[Text]:
    """Lay the columns out as wide as they have to be; the names take the room that is left."""
    headings: list[Cell] = [
        tuple(Text(line, style=QUIET) for line in heading.split("\n")) for heading, _, _ in columns
    ]
    rows = [[cell(row, view) for _, _, cell in columns] for row in view.items]
    widths = [
        max(line.cell_len for cell in column for line in cell)
        for column in zip(headings, *rows, strict=True)
    ]
    rest = sum(widths[1:])
    gap = WIDER_GAP if widths[0] + rest + WIDER_GAP * len(widths[1:]) <= room else GAP
    left = room - rest - gap * len(widths[1:])
    if left < min(SHORTEST_NAME, widths[0]):
        return
    widths[0] = min(widths[0], left)
    for cells in (headings, *rows):
        names = cells[0] if cells is headings else _named(cells[0], widths[0])
        for parts in zip_longest(names, *cells[1:], fillvalue=Text()):
            yield _aligned(parts, widths, [right for _, right, _ in columns], gap)


def _aligned(
    parts: Sequence[Text], widths: Sequence[int], figures: Sequence[bool], gap: int
) -> Text:
    line = Text()
    for part, wide, right in zip(parts, widths, figures, strict=True):
        blanks = " " * (wide - part.cell_len)
        line.append(blanks if right else "").append_text(part).append("" if right else blanks)
        line.append(" " * gap)
    line.rstrip()
    return line


def _named(cell: Cell, room: int) -> Cell:
    """Break a client's lines between words; a name that stands alone is cut off if it is long."""
    lines = [Text(part, style=one.style) for one in cell for part in cell_lines(one.plain, room)]
    if len(cell) == 1 and len(lines) > MOST_LINES:
        cut = set_cell_size(lines[MOST_LINES - 1].plain, room - 1).rstrip()
        return *lines[: MOST_LINES - 1], Text(f"{cut}…", style=cell[0].style)
    return tuple(lines)


def _stacked(view: ReportView, console: Console) -> None:
    today = view.today
    for row in view.items:
        console.print(
            safe(row.client, STRONG),
            Text(phrases.status_and_detail(row, today), style=of_status(row.status)),
            sep="  ",
        )
        contact = phrases.channel(row.last_channel)
        mark = view.whose.mark(row.owner)
        for label, value in (
            *((("owner", mark),) if mark else ()),
            ("cadence", phrases.cadence(row.cadence)),
            ("last contact", f"{contact}, {phrases.day(row.last_reach_on, today)}"),
            ("last met", phrases.day(row.last_meeting_on, today)),
            ("booked", phrases.day(row.next_meeting_on, today)),
            ("next due", f"{phrases.rule(row.next_rule)} {phrases.day(row.next_due_on, today)}"),
            ("kept", f"{phrases.percent(row.kept.percent)} {row.kept.kept}/{row.kept.counted}"),
            ("health", f"{phrases.health(row.health)} {phrases.health_change(row.health)}"),
            ("12 weeks", phrases.strip(row.touchpoints_by_week)),
        ):
            print_lines(_labelled(label, value.strip(), console.width), console)
        console.print()


def _labelled(label: str, value: str, room: int) -> Iterator[Text]:
    first, *more = cell_lines(value, room - INDENT)
    yield Text(f"  {label:<{INDENT - 2}}", style=QUIET).append(first, style=PLAIN)
    for line in more:
        yield Text(" " * INDENT + line)


def _two(above: str, below: str) -> Cell:
    return Text(above), Text(below, style=QUIET)


def _one(text: str) -> Cell:
    return (Text(text, style=QUIET if text == phrases.NOTHING else ""),)


def _client(row: ReportRow, view: ReportView) -> Cell:
    owner = row.owner or view.whose.mark(row.owner)
    extra = ", ".join(filter(None, [owner, *(f"#{tag}" for tag in row.tags)]))
    return safe(row.client, STRONG), safe(extra or row.key, QUIET)


def _name(row: ReportRow, view: ReportView) -> Cell:
    mark = view.whose.mark(row.owner)
    return safe(row.client, STRONG), *([safe(mark, QUIET)] if mark else [])


def _cadence(row: ReportRow, view: ReportView) -> Cell:
    return tuple(map(Text, phrases.cadence_parts(row.cadence)))


def _status(row: ReportRow, view: ReportView) -> Cell:
    """Say a status in two lines: ``overdue`` and how long, ``snoozed to`` and until when."""
    above, below = phrases.status_lines(row, view.today)
    return Text(above, style=of_status(row.status)), Text(below, style=QUIET)


def _last_contact(row: ReportRow, view: ReportView) -> Cell:
    if row.last_reach_on is None:
        return _one(phrases.NOTHING)
    return _two(phrases.day(row.last_reach_on, view.today), phrases.channel(row.last_channel))


def _met_and_booked(row: ReportRow, view: ReportView) -> Cell:
    return _two(
        phrases.day(row.last_meeting_on, view.today), phrases.day(row.next_meeting_on, view.today)
    )


def _next_due(row: ReportRow, view: ReportView) -> Cell:
    if row.next_due_on is None:
        return _one(phrases.NOTHING)
    return _two(phrases.day(row.next_due_on, view.today), phrases.rule(row.next_rule))


def _kept(row: ReportRow, view: ReportView) -> Cell:
    if not row.kept.counted:
        return _one(phrases.NOTHING)
    return _two(phrases.percent(row.kept.percent), f"{row.kept.kept}/{row.kept.counted}")


def _health(row: ReportRow, view: ReportView) -> Cell:
    if row.health is None:
        return _one(phrases.NOTHING)
    score, change = str(row.health.now.score), phrases.health_change(row.health)
    band = row.health.now.band
    above = Text(f"{change} " if change else "", style=QUIET).append(score, style=PLAIN)
    return above, Text(band, style=of_health(band))


def _strip(row: ReportRow, view: ReportView) -> Cell:
    return (Text(phrases.strip(row.touchpoints_by_week), style=BARS),)


def _strip_and_cadence(row: ReportRow, view: ReportView) -> Cell:
    """Draw the weeks, and say below what was agreed and how much of it is kept."""
    (strip,) = _strip(row, view)
    agreed, kept = phrases.short_cadence(row.cadence), phrases.percent(row.kept.percent)
    blanks = " " * max(1, strip.cell_len - len(agreed) - len(kept))
    return strip, Text(f"{agreed}{blanks}{kept}", style=QUIET)


Column = tuple[str, bool, Callable[["ReportRow", "ReportView"], Cell]]
"""A heading, perhaps of two lines, whether it stands right, and what a client's cell says."""

_WIDE: tuple[Column, ...] = (
    ("Client", False, _client),
    ("Status", False, _status),
    ("Cadence", False, _cadence),
    ("Last met", False, lambda row, view: _one(phrases.day(row.last_meeting_on, view.today))),
    ("Last contact", False, _last_contact),
    ("Next due", False, _next_due),
    ("Booked", False, lambda row, view: _one(phrases.day(row.next_meeting_on, view.today))),
    ("Kept", True, _kept),
    ("Health", True, _health),
    ("12 weeks", False, _strip),
)

_USUAL: tuple[Column, ...] = (
    ("Client", False, _name),
    ("Status", False, _status),
    ("Contact", False, _last_contact),
    ("Last met\nbooked", False, _met_and_booked),
    ("Next due", False, _next_due),
    ("Health", True, _health),
    ("12 weeks\nagreed  kept", False, _strip_and_cadence),
)
