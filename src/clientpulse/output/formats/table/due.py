"""Today's list, the product's face: the most urgent first, the reason in words, what to type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.wording import ago_words, near_or_weekday, span_words, weekday_date
from clientpulse.output import formats, phrases
from clientpulse.output.cells import wrapped
from clientpulse.output.formats.table.console import safe
from clientpulse.output.look import PLAIN, QUIET, STRONG, of_status
from clientpulse.output.safe import one_line

if TYPE_CHECKING:
    from clientpulse.views.due import DueRow, DueView

WIDE = 108
NARROW = 64
WHEN_WIDTH = 10
GAP = 2


def draw(view: DueView, console: Console) -> None:
    """Draw the list to fit the terminal, whole or as much of it as there is room for."""
    shape = _shape(view, console.width)
    rows = (_text(shape(row), row, console) for row in view.rows)
    formats.table.due_fit.draw(view, rows, console)


def _shape(view: DueView, columns: int) -> Callable[[DueRow], list[RenderableType]]:
    """Choose how a row is laid out: beside each other only where no command is broken."""
    if columns < NARROW:
        return lambda row: _stacked(row, view, columns)
    commands = (phrases.next_command(row.items[0]) for row in view.rows)
    longest = max(map(cell_len, commands), default=0)
    room = columns - WHEN_WIDTH - 3 * GAP
    if columns < WIDE or longest > room // 2:
        return lambda row: _usual(row, view, columns - WHEN_WIDTH - GAP)
    last = max(longest, room * 2 // 5)
    return lambda row: _wide(row, view, (room - last) * 3 // 5, last)


def _text(parts: list[RenderableType], row: DueRow, console: Console) -> str:
    """Draw a row; its command stays whole, since one that is broken can't be copied."""
    command = safe(phrases.next_command(row.items[0]), QUIET)
    with console.capture() as drawn:
        for part in parts:
            console.print(part, soft_wrap=part == command)
    return drawn.get()


def _table(*ratios: int) -> Table:
    table = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=False, expand=True)
    table.add_column(width=WHEN_WIDTH)
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold")
    return table


def _ends(left: Text, right: Text) -> Table:
    """Put two texts on one line, at its ends."""
    line = Table.grid(expand=True, padding=(0, GAP, 0, 0))
    line.add_column(overflow="fold")
    line.add_column(justify="right")
    line.add_row(left, right)
    return line


def _wide(row: DueRow, view: DueView, *widths: int) -> list[RenderableType]:
    """Lay a row out in columns; the first takes the room that those of given widths leave."""
    today = view.today
    table = _table(1)
    for width in widths:
        table.add_column(width=width)
    table.add_row(
        _when(row, today),
        Group(_client(row, view), safe(phrases.cadence(row.cadence), QUIET)),
        Group(
            *_reasons(row, today, widths[0]),
            safe(_last_contact(row, today, relative=False), QUIET),
        ),
        Group(safe(suggestion(row.items[0])), _command(row), *_local_time(row)),
    )
    return [table]


def _usual(row: DueRow, view: DueView, width: int) -> list[RenderableType]:
    table, today = _table(1), view.today
    title = _ends(_client(row, view), safe(suggestion(row.items[0])))
    command, local = _command(row), _local_time(row)
    together = [command, *local]
    if sum(one.cell_len + GAP for one in together) - GAP <= width:
        last = [_ends(command, local[0])] if local else [command]
        table.add_row(_when(row, today), Group(title, *_why(row, today, width), *last))
        return [table]
    fits = [command] if command.cell_len <= width else []
    table.add_row(_when(row, today), Group(title, *_why(row, today, width), *local, *fits))
    return [table, *([] if fits else [command])]


def _why(row: DueRow, today: date, width: int) -> list[Text]:
    """Say all reasons, and how we were last in touch behind the first where that fits."""
    last = _last_contact(row, today, relative=False)
    both = safe(reason(row.items[0], today)).append(f" · {last}", style=QUIET)
    reasons = _reasons(row, today, width)
    if both.cell_len <= width:
        return [both, *reasons[1:]]
    return [*reasons, Text(last, style=QUIET)]


def _client(row: DueRow, view: DueView) -> Text:
    """Name a client, and whose it is where that has to be said."""
    name, mark = safe(row.items[0].client, STRONG), view.whose.mark(row.owner)
    # Neither is drawn in the other's style.
    return Text().append_text(name).append_text(safe(f" ({mark})", QUIET)) if mark else name


def _stacked(row: DueRow, view: DueView, width: int) -> list[RenderableType]:
    today = view.today
    head = _when(row, today, " ").append("  ").append_text(_client(row, view))
    return [
        head,
        *_reasons(row, today, width),
        safe(_last_contact(row, today), QUIET),
        safe(suggestion(row.items[0])),
        _command(row),
        *_local_time(row),
    ]


def _when(row: DueRow, today: date, gap: str = "\n") -> Text:
    first = row.items[0]
    text = Text(first.status, style=of_status(first.status))
    if first.days_overdue:
        text.append(gap + span_words(first.days_overdue), style=PLAIN)
    elif first.status != "today":
        text.append(gap + near_or_weekday(first.due_on, today), style=PLAIN)
    return text


def _reasons(row: DueRow, today: date, width: int) -> list[Text]:
    """Say why, in lines that don't break within a day."""
    reasons = (one_line(reason(item, today)) for item in row.items)
    return [Text(line) for one in reasons for line in wrapped(one, width)]


def _last_contact(row: DueRow, today: date, *, relative: bool = True) -> str:
    if row.last_reach_on is None:
        return "no contact yet"
    how = f"last: {phrases.channel(row.last_reach_channel)}"
    on = weekday_date(row.last_reach_on, today)
    ago = f", {ago_words((today - row.last_reach_on).days)}" if relative else ""
    return f"{how}, {on}{ago}{one_line(phrases.read_from(row.last_reach_source))}"


def _command(row: DueRow) -> Text:
    return safe(phrases.next_command(row.items[0]), QUIET)


def _local_time(row: DueRow) -> list[Text]:
    return [] if row.local is None else [Text(phrases.local_time(row.local), style=QUIET)]
