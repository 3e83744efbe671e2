"""Lines of styled text that are scrolled, marked with the mouse and copied; a list with a cursor.

Only the lines that are seen are drawn, so the number of them doesn't matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from clientpulse.config import keys
from clientpulse.output.cells import cut, padded, width

GAP = 2
NARROWEST_NAME = 12
CURSOR = "› "


class Piece(NamedTuple):
    """A harmless text, and what it means in the style sheet; empty for plain.

    Attributes:
        does: The name of the key that a click on it stands for.
    """

    text: str
    meaning: str = ""
    does: str = ""

    def style(self, sheet: Mapping[str, Style]) -> Style:
        """Return how it looks, and what a click on it does."""
        style = sheet.get(self.meaning, Style.null())
        return style + Style(meta={"@click": f"app.do('{self.does}')"}) if self.does else style


Line = tuple[Piece, ...]


def binding(name: str, action: str) -> Binding:
    """Return what a key of the table does in a widget; the config may name another key."""
    one = keys.BY_NAME[name]
    return Binding(one.keys, action, one.says, show=False, id=name)


def text_of(line: Line) -> str:
    """Return a line without its looks."""
    return "".join(piece.text for piece in line)


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines to read; they are laid out anew for each width.

    Args:
        lay_out: Returns the lines for so many columns.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("down", "scroll_down"),
        binding("up", "scroll_up"),
        binding("top", "scroll_home"),
        binding("bottom", "scroll_end"),
        binding("page_down", "page_down"),
        binding("page_up", "page_up"),
    ]
    DEFAULT_CSS = "Page { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }"

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self._lay_out: Callable[[int], Iterable[Line]] = lambda _: ()
        self.lines: Sequence[Line] = ()
        self._room = 0

    def fill(self, lay_out: Callable[[int], Iterable[Line]], *, keep_place: bool = False) -> None:
        """Show other lines.

        Args:
            keep_place: They are the same things, read again.
        """
        self._lay_out = lay_out
        if not keep_place:
            self.scroll_home(animate=False, immediate=True)
        self._lay()

    def again(self) -> None:
        """Lay the same lines out again: something that they show is another."""
        self._lay()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out for the new width."""
        if self.scrollable_content_region.width != self._room:
            self._lay()

    def watch_show_vertical_scrollbar(self) -> None:
        """Lay the lines out beside a scrollbar that came, or where one went."""
        if self._room and self.scrollable_content_region.width != self._room:
            self._lay()

    def _lay(self) -> None:
        self._room = self.scrollable_content_region.width
        self.lines = tuple(self._lay_out(self._room)) if self._room > 0 else ()
        self.virtual_size = Size(self._room, len(self.lines))
        self.refresh()

    def line_at(self, number: int) -> Line:
        """Return one of the lines."""
        return self.lines[number]

    def style_of(self, y: int, line: Line) -> Style:
        """Return how the whole of a line looks."""
        return Style.null()

    def render_line(self, y: int) -> Strip:
        """Draw one of the lines that are seen."""
        number = self.scroll_offset.y + y
        base, room = self.rich_style, self.size.width
        if number >= self.virtual_size.height:
            return Strip.blank(room, base)
        line = self.line_at(number)
        whole = base + self.style_of(number, line)
        segments = [Segment(one.text, whole + self._meant(one, whole)) for one in line]
        strip = Strip(segments).extend_cell_length(room, whole).crop(0, room)
        marked = self.text_selection
        span = marked.get_span(number) if marked is not None else None
        if span is not None:
            strip = self._marked(strip, span)
        return strip.apply_offsets(0, number)

    def _meant(self, piece: Piece, whole: Style) -> Style:
        """Return how a piece looks by its meaning: on a reversed line by its weight alone."""
        style = piece.style(self.app.sheet)  # type: ignore[attr-defined]
        return Style(bold=style.bold) if whole.reverse else style

    def _marked(self, strip: Strip, span: tuple[int, int]) -> Strip:
        start, end = span
        end = strip.cell_length if end == -1 else min(end, strip.cell_length)
        start = min(start, end)
        before, middle, after = strip.divide([start, end, strip.cell_length])
        middle = Strip([Segment(one.text, _turned(one.style or Style.null())) for one in middle])
        return Strip.join([before, middle, after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what is marked, to be copied."""
        return selection.extract("\n".join(map(text_of, self.lines))), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is marked."""
        self.refresh()


def _turned(style: Style) -> Style:
    """Return how something looks that is marked, on the row with the cursor too."""
    return style + Style(reverse=not style.reverse)


class Said(Page, can_focus=False):
    """Lines that are as high as they are many."""

    def fill(self, lay_out: Callable[[int], Iterable[Line]], *, keep_place: bool = False) -> None:
        """Show other lines, and take the room for them."""
        super().fill(lay_out, keep_place=keep_place)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are at a width."""
        return len(tuple(self._lay_out(width)))


class Row(NamedTuple):
    """A row of a list.

    Attributes:
        key: What it is; the cursor stays on it when the list is read again.
        cells: The second may be cut for the sake of the others; the last takes what is left.
        searched: What a filter looks in besides, folded.
        head: It is a heading, which the cursor passes over.
        tail: Behind the cells, a text in which something is marked.
    """

    key: str
    cells: Sequence[Piece]
    searched: str = ""
    head: bool = False
    tail: Line = ()


class List(Page, inherit_bindings=False):
    """Rows with a cursor, which stays on its row whatever comes and goes around it."""

    # As the table of keys says; what it is called there is what the config may put elsewhere.
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("down", "move(1)"),
        binding("up", "move(-1)"),
        binding("top", "move(-1000000)"),
        binding("bottom", "move(1000000)"),
        binding("page_down", "move_page(1)"),
        binding("page_up", "move_page(-1)"),
        binding("open", "choose"),
    ]

    class Moved(Message):
        """The cursor is on another row.

        Attributes:
            by_hand: Somebody moved it; else its row went.
        """

        def __init__(self, of: List, *, by_hand: bool = True) -> None:
            super().__init__()
            self.of, self.by_hand = of, by_hand

        @property
        def control(self) -> List:
            """The list, by which handlers are chosen."""
            return self.of

    class Chosen(Moved):
        """Enter was pressed on a row, or it was clicked once more."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self.empty: Callable[[int], Iterable[Line]] = lambda _: ()
        self._widths: Sequence[int] = ()

    @property
    def selected(self) -> str | None:
        """The key of the row that the cursor is on."""
        if 0 <= self.cursor < len(self.rows) and not self.rows[self.cursor].head:
            return self.rows[self.cursor].key
        return None

    def show(self, rows: Sequence[Row], key: str | None = None) -> None:
        """Show other rows; the cursor stays on its row, or in its place where that is gone.

        Args:
            key: The row to go to instead, where it is there.
        """
        before, at = self.selected, self.cursor
        self.rows = rows
        by_key = {row.key: number for number, row in enumerate(rows) if not row.head}
        found = by_key.get(key or "", by_key.get(before or "", at))
        moved = found - at
        self.cursor = self._real(found, 1)
        self._lay()
        if before is not None and before in by_key and moved:
            # What is read stays under the eye: the rows move, the cursor doesn't.
            self.scroll_to(y=self.scroll_offset.y + moved, animate=False, immediate=True)
        self._keep_in_sight()
        if self.selected != before:
            self.post_message(self.Moved(self, by_hand=False))

    def go_to(self, key: str) -> None:
        """Put the cursor on a row."""
        self.show(self.rows, key)

    def action_move(self, by: int) -> None:
        """Move the cursor so many rows."""
        self._move_to(self.cursor + by, by)

    def action_move_page(self, by: int) -> None:
        """Move the cursor a page."""
        self._move_to(self.cursor + by * max(1, self.size.height - 1), by)

    def action_choose(self) -> None:
        """Say that the row is meant."""
        if self.selected is not None:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked; a second click chooses it."""
        number = self.scroll_offset.y + event.y
        if number >= len(self.rows) or self.rows[number].head or self.text_selection:
            return
        if number == self.cursor or event.chain > 1:
            self.action_choose()
        else:
            self._move_to(number, 1)

    def style_of(self, y: int, line: Line) -> Style:
        """Mark the row that the cursor is on."""
        if y != self.cursor or not self.rows:
            return Style.null()
        return Style(reverse=True) if self.has_focus else Style(bold=True)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight where there is less room."""
        self._keep_in_sight()

    def on_focus(self) -> None:
        """Show that the keys move the cursor here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they don't."""
        self.refresh()

    def _move_to(self, number: int, step: int) -> None:
        new = self._real(max(0, min(number, len(self.rows) - 1)), step)
        if new == self.cursor:
            return
        self.cursor = new
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved(self))

    def _real(self, number: int, step: int) -> int:
        """Return the next row that isn't a heading."""
        number = max(0, min(number, len(self.rows) - 1))
        for way in (1 if step > 0 else -1, -1 if step > 0 else 1):
            at = number
            while 0 <= at < len(self.rows):
                if not self.rows[at].head:
                    return at
                at += way
        return 0

    def _keep_in_sight(self) -> None:
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if not self.rows:
            return
        first = self.cursor - 1 if self.cursor and self.rows[self.cursor - 1].head else self.cursor
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif height and self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)

    def _lay(self) -> None:
        """Find out how wide the columns are; a row is drawn when it is seen."""
        if not self.rows:
            self._lay_out = self.empty
            super()._lay()
            return
        self.lines = ()
        self._room = self.scrollable_content_region.width
        self.measure(self._room - len(CURSOR))
        self.virtual_size = Size(self._room, len(self.rows))
        self.refresh()

    def line_at(self, number: int) -> Line:
        """Draw a row."""
        if not self.rows:
            return super().line_at(number)
        row = self.rows[number]
        if row.head:
            return (Piece(" " * len(CURSOR)), *row.cells)
        cursor = CURSOR if number == self.cursor else " " * len(CURSOR)
        return (Piece(cursor), *self.body(row))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what is marked, to be copied."""
        lines = map(self.line_at, range(self.virtual_size.height))
        return selection.extract("\n".join(map(text_of, lines))), "\n"

    def measure(self, room: int) -> None:
        """Find out how wide the columns are."""
        self._widths = column_widths([row.cells for row in self.rows if not row.head], room)

    def body(self, row: Row) -> Iterable[Piece]:
        """Draw a row, all but the cursor."""
        return _in_columns(row.cells, self._widths)


def column_widths(rows: Sequence[Sequence[Piece]], room: int) -> Sequence[int]:
    """Return how wide the columns are: a name is cut where it is long, the last is what is left."""
    columns = max(map(len, rows), default=0)
    widths = [
        max((width(row[at].text) for row in rows if at < len(row)), default=0)
        for at in range(columns)
    ]
    if columns > 2:
        widths[1] = min(widths[1], max(NARROWEST_NAME, room // 3))
    taken = sum(widths[:-1]) + GAP * (columns - 1)
    if columns:
        widths[-1] = max(0, min(widths[-1], room - taken))
    return widths


def _in_columns(cells: Sequence[Piece], widths: Sequence[int]) -> Iterable[Piece]:
    for at, (cell, room) in enumerate(zip(cells, widths, strict=False)):
        text = cut(cell.text, room) if room else ""
        last = at == len(cells) - 1
        yield Piece(text if last else padded(text, room + GAP), cell.meaning)
