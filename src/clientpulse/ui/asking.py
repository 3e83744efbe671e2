"""What is shown over everything else: a question, something to choose from, something to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from clientpulse.output.look import QUIET, STRONG
from clientpulse.ui import cards
from clientpulse.ui.lines import Line, List, Page, Piece, Row, Said

LayOut = Callable[[int], Iterable[Line]]


class Question(ModalScreen[bool]):
    """A question to answer with yes or no.

    Args:
        before: What is said before it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", show=False),
        Binding("n,escape,q", "dismiss(False)", show=False),
    ]

    def __init__(self, question: str, before: Sequence[str] = ()) -> None:
        super().__init__()
        self._question, self._before = question, before

    def compose(self) -> ComposeResult:
        """Show the question, and the keys that answer it."""
        page = Said(classes="asked")
        page.fill(
            lambda room: [
                *cards.sentences(self._before, room),
                *cards.sentences([self._question], room),
                (),
                (Piece("y", STRONG), Piece(" yes   ", QUIET), Piece("n", STRONG),
                 Piece(" no", QUIET)),
            ]
        )  # fmt: skip
        yield page


class Choice(ModalScreen[str | None]):
    """One of several things to choose; its number or Enter chooses it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", show=False),
        *(Binding(str(number), f"number({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._choices = title, choices

    def compose(self) -> ComposeResult:
        """Show the choices."""
        head = Said()
        head.fill(lambda _: [(Piece(self._title, STRONG),)])
        with Vertical(classes="asked"):
            yield head
            yield List()

    def on_mount(self) -> None:
        """Let the next key choose already."""
        found = self.query_one(List)
        found.show(
            [
                Row(key, (Piece(str(at) if at < 10 else "", QUIET), Piece(said)))
                for at, (key, said) in enumerate(self._choices, 1)
            ]
        )
        self.set_focus(found)

    def on_list_chosen(self, event: List.Chosen) -> None:
        """Choose it."""
        self.dismiss(event.of.selected)

    def action_number(self, number: int) -> None:
        """Choose by number."""
        if number <= len(self._choices):
            self.dismiss(self._choices[number - 1][0])


class Reading(ModalScreen[None]):
    """Something longer to read: the answer of a command, or the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", show=False),
    ]

    def __init__(self, title: str, lay_out: LayOut) -> None:
        super().__init__()
        self._title, self._lay_out = title, lay_out

    def compose(self) -> ComposeResult:
        """Show it."""
        page = Page(classes="reading")
        page.fill(
            lambda room: [
                (Piece(self._title, STRONG), Piece("   Esc goes back", QUIET)),
                (),
                *self._lay_out(room),
            ]
        )
        yield page
