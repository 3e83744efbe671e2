"""The frame around the views: what stands above and below them, and work in threads."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from rich.style import Style
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Input, TextArea
from textual.worker import Worker, WorkerError, get_current_worker

from clientpulse.config import keys
from clientpulse.errors import ClientpulseError
from clientpulse.output.cells import cut, width
from clientpulse.output.look import QUIET, STRONG
from clientpulse.output.safe import one_line
from clientpulse.ui import cards, looks
from clientpulse.ui.below import Below
from clientpulse.ui.door import Door, Work
from clientpulse.ui.in_turn import InTurn
from clientpulse.ui.lines import GAP, Line, Piece, Said
from clientpulse.ui.terminal import Terminal
from clientpulse.ui.views import View, Whom

LONGEST_WAIT = 1.5
"""So many seconds a key waits for what the one before opens."""

REST = 0.03
"""So many seconds the cursor rests on a row before it is read."""


_COLOURLESS = looks.Colourless()


class Ground(Screen[None], inherit_bindings=False):
    """What everything is on; Tab goes to the other side, and not to the next part."""


class Frame(InTurn):
    """Shows views, and what is said of them.

    Args:
        door: The program around it.
        views: By the number of their keys.
        theme: One of `looks.NAMES`.
        own_keys: What is pressed, by what it does, where the config says so.

    Attributes:
        drafts: Where what is half typed is kept.
        fault: What the screen ended with, where that is a fault.
        sheet: How each meaning looks.
    """

    TITLE = "clientpulse"
    CSS_PATH = "screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  as Textual types it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(one.keys, f"do('{one.name}')", one.says, show=False, id=one.name)
            for one in keys.KEYS
            if one.name not in keys.OF_LISTS
        ),
        Binding("ctrl+q,ctrl+c", "stop", show=False, priority=True),
        Binding("ctrl+z", "sleep", show=False, priority=True),
    ]

    def __init__(
        self, door: Door, views: Sequence[View], theme: str, own_keys: Mapping[str, str]
    ) -> None:
        super().__init__(driver_class=Terminal)
        self.door, self.own_keys = door, own_keys
        for one in looks.THEMES:
            self.register_theme(one)
        self._few = self.console.color_system == "standard"
        # A palette of 16 colours is its owner's, and nobody else's theme.
        self.theme = looks.TERMINAL if self.no_color or self._few else theme
        self.sheet: Mapping[str, Style] = {}
        self.views = {one.name_of_view: one for one in views}
        self.fault: BaseException | None = None
        self.drafts = door.work().drafts_folder
        self._trouble: tuple[str, ...] = ()
        self._said: Sequence[Line] = ()
        self._resting: Any = None

    def _handle_exception(self, error: Exception) -> None:
        """End with what went wrong: whoever started the screen says it in a line.

        Textual would print pages of code; it has no public way to leave that to the program.
        """
        if self.fault is None:
            self.fault = getattr(error, "error", None) or error
        self.exit(1, return_code=1)

    def action_sleep(self) -> None:
        """Go to sleep as other programs do; where a text is edited the key undoes."""
        if isinstance(self.focused, TextArea):
            raise SkipAction
        self.action_suspend_process()

    def end_by(self, number: int) -> None:
        """End as a signal wants it."""
        self.exit(128 + number)

    def draw_again(self) -> None:
        """Draw everything: what was on the terminal is gone."""
        for one in self.screen_stack:
            one.refresh(layout=True)

    def get_default_screen(self) -> Screen[None]:
        """Return what everything is on."""
        return Ground(id="_default")

    def compose(self) -> ComposeResult:
        """Put the parts one below the other."""
        yield Said(id="head")
        with ContentSwitcher(initial=next(iter(self.views)), id="views"):
            yield from self.views.values()
        yield Input(id="filter", compact=True, placeholder="name, @tag or status")
        yield Said(id="said")
        yield Vertical(id="below")
        yield Said(id="foot")

    def on_mount(self) -> None:
        """Put the settings in force."""
        self.set_keymap(dict(self.own_keys))
        self.watch(self, "theme", self._new_look)
        self.query_one("#filter").display = False
        self.view.list.focus()

    def _new_look(self) -> None:
        settings = self.door.work().settings
        self.sheet = looks.styles(self.theme, settings.colors, few=self._few)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what lines go through before they are drawn."""
        return (_COLOURLESS,) if self.no_color else super().get_line_filters()

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self.views[str(self.query_one(ContentSwitcher).current)]

    @property
    def whom(self) -> Whom | None:
        """The client that the cursor is on."""
        return self.view.whom(self.view.list.selected)

    @property
    def is_resting(self) -> bool:
        """Whether nothing is being read or run, and nothing is waited for."""
        at_work = self.has_keys_to_do or self._resting is not None
        return not at_work and all(one.is_finished for one in self.workers)

    @property
    def is_something_open(self) -> bool:
        """Whether something is asked, read or filled in just now."""
        return len(self.screen_stack) > 1 or any(one.display for one in self.query(Below))

    def _part(self, name: str) -> Said:
        return self.query_one(f"#{name}", Said)

    def pressed(self, name: str) -> str:
        """Return the first key of what is done, as it is shown."""
        return keys.shown(keys.pressed(name, self.own_keys).split(",")[0])

    def show_frame(self) -> None:
        """Show the title of the view and where the others are, and the keys."""
        now = self.view.name_of_view
        self._part("head").fill(lambda room: [self._header(now, room)])
        self._part("foot").fill(lambda room: [self._footer(now, room)])

    def _header(self, view: str, room: int) -> Line:
        """Return the title and the views: where there is little room, the others by their keys."""
        title, names = self.view.title_now, [(self.pressed(one), one) for one in self.views]
        in_full = [f"{key} {one}  " for key, one in names]
        in_short = [f"{key} {one}  " if one == view else f"{key} " for key, one in names]
        fits = width(title) + GAP + sum(map(width, in_full)) <= room
        tabs = [
            Piece(text, STRONG if one == view else QUIET, one)
            for text, (_, one) in zip(in_full if fits else in_short, names, strict=True)
        ]
        left = room - GAP - sum(width(one.text) for one in tabs)
        return (Piece(f"{cut(title, max(left, 1))}  ", STRONG), *tabs)

    def _footer(self, view: str, room: int) -> Line:
        """Return as many keys as there is room for; those that lead on are always there."""
        pieces: list[Piece] = []
        shown = [(self.pressed(one.name), f" {one.footer}  ", one) for one in keys.footer(view)]
        room -= sum(width(key + says) for key, says, one in shown if one.name in keys.LEADING)
        for key, says, one in shown:
            room -= 0 if one.name in keys.LEADING else width(key + says)
            if room >= 0 or one.name in keys.LEADING:
                pieces += [Piece(key, STRONG, one.name), Piece(says, QUIET, one.name)]
        return tuple(pieces)

    def say(self, *lines: Line) -> None:
        """Say something below the views until the cursor is moved; nothing: what to do next."""
        self._said = lines
        shown = lines or self.view.say(self.view.list.selected)
        trouble: list[Line] = [(Piece(one, "overdue"),) for one in self._trouble]
        trouble += [line for view in self.views.values() for line in view.ongoing()]

        def lay_out(room: int) -> list[Line]:
            return [part for line in (*trouble, *shown) for part in cards.flowed(line, room)]

        self._part("said").fill(lay_out)

    def say_again(self) -> None:
        """Say the same, with what goes on by itself as it is now."""
        self.say(*self._said)

    def say_quietly(self, text: str) -> None:
        """Say something that isn't important."""
        self.say((Piece(text, QUIET),))

    async def open_below(self, widget: Below) -> None:
        """Show something to fill in, below the views; what is typed next goes into it."""
        below = self.query_one("#below", Vertical)
        await below.remove_children()
        await below.mount(widget)
        self.screen.set_focus(widget.begins)

    def close_below(self) -> None:
        """Go back to the list."""
        self.query_one("#below", Vertical).remove_children()
        self.to_list()

    def to_list(self) -> None:
        """Let the keys move the cursor, from the next one on."""
        self.screen.set_focus(self.view.list)

    def in_thread(self, run: Callable[[], None], group: str) -> Worker[None]:
        """Run something in a thread; what was begun in its group before doesn't count any more."""
        return self.run_worker(run, thread=True, exclusive=True, group=group)

    def show_from_thread(self, show: Callable[..., None], *found: object) -> None:
        """Show what was read in a thread, unless something later of its group was begun since."""
        worker = get_current_worker()

        def show_the_latest() -> None:
            if not worker.is_cancelled:
                show(*found)

        self.call_from_thread(show_the_latest)

    def read_in_thread(self, read: Callable[[Work], None], group: str) -> None:
        """Read in a thread; where the store is away, say so: the next look tries again."""
        self.in_thread(partial(self._try_reading, read), group)

    async def read_and_wait(self, read: Callable[[Work], None], group: str) -> None:
        """Read in a thread; the keys wait for what comes of it, though not for long."""
        worker = self.in_thread(partial(self._try_reading, read), group)
        with contextlib.suppress(TimeoutError, WorkerError):
            await asyncio.wait_for(asyncio.shield(worker.wait()), LONGEST_WAIT)

    def _try_reading(self, read: Callable[[Work], None]) -> None:
        try:
            read(self.door.work())
        except ClientpulseError as error:
            hint = f"{error.hint}; trying again" if error.hint else "trying again"
            self.call_from_thread(self.have_trouble, (one_line(error.message), one_line(hint)))

    def have_trouble(self, lines: tuple[str, ...]) -> None:
        """Say what is wrong with the store, until it is over."""
        if lines != self._trouble:
            self._trouble = lines
            self.say_again()
