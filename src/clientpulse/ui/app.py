"""The screen itself: its views, and what the keys do."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.widgets import ContentSwitcher, Input

from clientpulse.config import keys
from clientpulse.output.cells import padded, width
from clientpulse.output.look import QUIET, STRONG
from clientpulse.ui import acts, asking, cards
from clientpulse.ui.dial import Dial
from clientpulse.ui.diary import Diary
from clientpulse.ui.door import Door
from clientpulse.ui.lines import GAP, Line, List, Piece, text_of
from clientpulse.ui.morning import Morning
from clientpulse.ui.portfolio import Portfolio
from clientpulse.ui.review import Review
from clientpulse.ui.search import Search
from clientpulse.ui.views import View
from clientpulse.ui.writing import Writing

VIEWS: tuple[type[View], ...] = (Morning, Portfolio, Diary, Dial, Review, Search)


class Desk(Writing):
    """The list and the client side by side, and a key for each act.

    Args:
        door: The program around it.
        theme: One of `looks.NAMES`.
        own_keys: What is pressed, by what it does, where the config says so.
    """

    def __init__(self, door: Door, theme: str, own_keys: Mapping[str, str]) -> None:
        super().__init__(door, [one() for one in VIEWS], theme, own_keys)

    async def action_do(self, name: str) -> None:
        """Do what a key is for: in the view, where it knows the key, or everywhere."""
        if len(self.screen_stack) > 1 and hasattr(self.screen, f"action_{name}"):
            # A key that is shown there was clicked.
            await self.screen.run_action(name)
            return
        if len(self.screen_stack) > 1 or not keys.works_in(name, self.view.name_of_view):
            return
        if name in acts.BY_NAME:
            await self.open_form(acts.BY_NAME[name])
        elif name in self.views:
            await self.go_to(name)
        else:
            do = getattr(self.view, f"do_{name}", None) or getattr(self, f"do_{name}")
            waited_for = do()
            if waited_for is not None:
                await waited_for

    async def go_to(self, name: str) -> None:
        """Show another view."""
        self.query_one(ContentSwitcher).current = name
        self.screen.set_focus(self.view.begins)
        box = self.query_one("#filter", Input)
        box.value = self.view.sought
        box.display = bool(box.value)
        self.do_reload()
        view = self.view
        await self.until(lambda: view.is_shown)

    def do_reload(self) -> None:
        """Read everything again, in its own order."""
        self.view.anew = True
        self.show_frame()
        self.say()
        self.reload()

    def do_quit(self) -> None:
        """End."""
        self.leave()

    def action_stop(self) -> None:
        """Copy what is marked, or end: what terminals send for both is the same."""
        marked = self.screen.get_selected_text()
        if marked:
            self.copy_to_clipboard(marked)
            self.screen.clear_selection()
        else:
            self.leave()

    def do_copy(self) -> None:
        """Copy what is marked, or what is shown of the client."""
        whole = "\n".join(map(text_of, self.view.page.lines))
        self.copy_to_clipboard(self.screen.get_selected_text() or whole)
        self.say_quietly("Copied.")

    def do_pane(self) -> None:
        """Go to the other side."""
        view = self.view
        reading = not view.has_class("-reading")
        view.set_class(reading, "-reading")
        self.screen.set_focus(view.page if reading else view.list)

    def on_list_chosen(self, event: List.Chosen) -> None:
        """Go to the client."""
        if event.of is self.view.list:
            self.do_pane()

    def do_back(self) -> None:
        """Go back: from the client to the list, from what the filter leaves to all."""
        if self.view.has_class("-reading"):
            self.do_pane()
        elif self.view.sought:
            self._end_filter()

    def do_help(self) -> None:
        """Show all keys."""
        pressed = [keys.shown(keys.pressed(one.name, self.own_keys)) for one in keys.KEYS]
        beside = [max(map(width, pressed)) + GAP, max(len(one.name) for one in keys.KEYS) + GAP]

        def lay_out(room: int) -> list[Line]:
            lines: list[Line] = []
            for one, said in zip(keys.KEYS, pressed, strict=True):
                names = (
                    Piece(padded(said, beside[0]), STRONG),
                    Piece(one.name.ljust(beside[1]), QUIET),
                )
                where = f" ({', '.join(one.views)})" if one.views else ""
                first, *more = cards.chopped(one.says + where, max(1, room - sum(beside)))
                lines.append((*names, Piece(first)))
                lines += ((Piece(" " * sum(beside) + part),) for part in more)
            return lines

        self.push_screen(asking.Reading("Keys", lay_out))

    def do_filter(self) -> None:
        """Filter the list while something is typed."""
        box = self.query_one("#filter", Input)
        box.display = True
        box.value = self.view.sought
        self.screen.set_focus(box)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        if event.input.id == "filter":
            self.view.seek(event.value)
            self.show_frame()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on in the list of what matches."""
        if event.input.id == "filter":
            event.input.display = bool(event.value)
            self.to_list()

    def _end_filter(self) -> None:
        box = self.query_one("#filter", Input)
        box.value = ""
        box.display = False
        self.view.seek("")
        self.show_frame()
        self.to_list()

    def on_key(self, event: events.Key) -> None:
        """Leave the filter: its list with Esc, for what matches with the arrows."""
        if getattr(self.focused, "id", None) != "filter":
            return
        if event.key == "escape":
            event.stop()
            self._end_filter()
        elif event.key in {"down", "up"}:
            self.to_list()
