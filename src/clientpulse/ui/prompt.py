"""The line for any command, with its completion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from clientpulse.output.cells import cut, width
from clientpulse.output.look import QUIET
from clientpulse.output.safe import one_line
from clientpulse.ui.below import Below
from clientpulse.ui.lines import Line, Piece, Said

MOST_SHOWN = 8


class Prompt(Below):
    """A line for a command; Tab completes it, the arrows bring back what was typed before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
        Binding("up", "recall(-1)", show=False, priority=True),
        Binding("down", "recall(1)", show=False, priority=True),
    ]

    class Sent(Message):
        """The command is to be run."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    class Left(Message):
        """Nothing is to be run."""

    class Asked(Sent):
        """What could the line go on with?"""

    def __init__(self, before: Sequence[str], typed: str = "", **how: Any) -> None:
        super().__init__(id="prompt", **how)
        self._before = [*before, ""]
        self._at = len(self._before) - 1
        self._found: Sequence[tuple[str, str]] = ()
        self._page = Said()
        self.input = Input(typed, placeholder="any command of pulse", compact=True)

    def compose(self) -> ComposeResult:
        """Put what it could be above the line."""
        yield self._page
        yield self.input

    def on_mount(self) -> None:
        """Begin to type."""
        self.input.cursor_position = len(self.input.value)

    @property
    def begins(self) -> Input:
        """Where one begins to type."""
        return self.input

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask what it could be."""
        event.stop()
        self.post_message(self.Asked(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Run it."""
        event.stop()
        self.post_message(self.Sent(event.value))

    def offer(self, typed: str, found: Sequence[tuple[str, str]]) -> None:
        """Show what the line could go on with, if it is still the one that was asked about."""
        if typed != self.input.value:
            return
        self._found = found if typed.strip() else ()
        shown = [(one_line(word), one_line(says)) for word, says in self._found[:MOST_SHOWN]]
        beside = max((width(word) for word, _ in shown), default=0) + 2

        def lay_out(room: int) -> list[Line]:
            return [
                (Piece(word + " " * (beside - width(word))), Piece(cut(says, room - beside), QUIET))
                for word, says in shown
            ]

        self._page.fill(lay_out)

    def action_complete(self) -> None:
        """Put in what all that it could be have in common."""
        words = [word for word, _ in self._found]
        if not words:
            return
        begun, last = _last_word(self.input.value)
        common = _common(words)
        if len(words) == 1:
            common += "" if common.endswith(("=", "/")) else " "
        if len(common) > len(last):
            self.input.value = begun + common
            self.input.cursor_position = len(self.input.value)

    def action_recall(self, by: int) -> None:
        """Bring back what was typed before."""
        self._before[self._at] = self.input.value
        self._at = max(0, min(len(self._before) - 1, self._at + by))
        self.input.value = self._before[self._at]
        self.input.cursor_position = len(self.input.value)

    def action_leave(self) -> None:
        """Go back."""
        self.post_message(self.Left())


def _last_word(typed: str) -> tuple[str, str]:
    at = typed.rfind(" ") + 1
    return typed[:at], typed[at:]


def _common(words: Sequence[str]) -> str:
    first, last = min(words), max(words)
    at = 0
    while at < min(len(first), len(last)) and first[at] == last[at]:
        at += 1
    return first[:at]
