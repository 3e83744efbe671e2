"""Reading what the views show, and following what others write."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from clientpulse.errors import ClientpulseError, StoreError
from clientpulse.output.safe import one_line
from clientpulse.ui import cards
from clientpulse.ui.frame import REST, Frame

if TYPE_CHECKING:
    from clientpulse.ui.door import Work
    from clientpulse.ui.lines import List
    from clientpulse.ui.views import LayOut, View

SECONDS_BETWEEN_LOOKS = 1.0

PATIENCE, A_BLINK = 1.5, 0.005


class Following(Frame):
    """Reads a list when it is shown and when anybody wrote, and a row when the cursor rests."""

    _mark: object = None

    def on_mount(self) -> None:
        """Begin with the first view, and look again and again."""
        self.reload()
        self.set_interval(SECONDS_BETWEEN_LOOKS, self._look)

    def reload(self) -> None:
        """Read the view's list again."""
        view = self.view

        def read(work: Work) -> None:
            mark = self.door.mark()  # before: what is written while it reads comes with the next
            self.show_from_thread(self._show, view, view.read(work), mark)

        self.read_in_thread(read, "list")

    def _show(self, view: View, found: Any, mark: object) -> None:
        self._trouble, self._mark = (), mark
        view.show(found)
        view.is_shown = True
        if view is self.view:
            self.show_frame()
            self.say(*self._said)
            self.read_detail()

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for what is being read, though not for ever: what is typed next is meant for it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not is_so():
                    await asyncio.sleep(A_BLINK)

    def have_trouble(self, lines: tuple[str, ...]) -> None:
        """Say what is wrong with the store; once it is over, everything is read again."""
        self._mark = None
        super().have_trouble(lines)

    def _look(self) -> None:
        if any(one.group == "list" and not one.is_finished for one in self.workers):
            return  # it reads already, and may take longer than from one look to the next

        def look(_: Work) -> None:
            if self.door.mark() != self._mark:
                self.call_from_thread(self.hear)

        self.read_in_thread(look, "look")

    def hear(self) -> None:
        """Read again: somebody wrote, or another day has begun."""
        self.reload()

    def on_list_moved(self, event: List.Moved) -> None:
        """Read the row that the cursor came to rest on."""
        if event.of is not self.view.list:
            return
        if event.by_hand:
            self.say()
        else:
            self.say_again()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self.read_detail)

    def read_detail(self) -> None:
        """Read what is shown of the row that the cursor is on."""
        self._resting = None
        view, key = self.view, self.view.list.selected
        if key is None:
            view.page.fill(lambda _: ())
            return

        def read(work: Work) -> None:
            try:
                lay_out = view.detail(work, key)
            except StoreError:
                raise
            except ClientpulseError as error:
                # It is of this row alone: somebody deleted it just now, or it can't be read.
                said = one_line(error.message)
                lay_out = partial(cards.sentences, [said])
            self.show_from_thread(self._show_detail, view, key, lay_out)

        self.read_in_thread(read, "detail")

    def _show_detail(self, view: View, key: str, lay_out: LayOut) -> None:
        if view.list.selected == key:
            view.page.fill(lay_out, keep_place=view.page_of == key)
            view.page_of = key
