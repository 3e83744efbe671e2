"""A letter to a client: read, changed in place or in an editor, and sent after a question."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from clientpulse.config import keys
from clientpulse.errors import ClientpulseError
from clientpulse.output.cells import width
from clientpulse.output.look import QUIET, STRONG
from clientpulse.output.safe import lines as harmless
from clientpulse.output.safe import one_line
from clientpulse.ui import asking, cards
from clientpulse.ui.frame import LONGEST_WAIT
from clientpulse.ui.lines import Line, Page, Piece, Said, binding, text_of
from clientpulse.ui.orders import CHANGED, TAKEN, TYPING, Going, Made, Order

if TYPE_CHECKING:
    from clientpulse.ui.door import Ran
    from clientpulse.ui.writing import Writing


class Editor(TextArea):
    """The letter, to be changed in place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "screen.take", show=False, priority=True),
        Binding("escape", "screen.back", show=False, priority=True),
    ]

    def get_line(self, line_index: int) -> Text:
        """Return a line without what would act on the terminal; each character has its place."""
        line = self.document.get_line(line_index)
        return Text("".join(map(_one_place, line)), end="", no_wrap=True)


class Beside(Said, can_focus=True):
    """What is said beside the letter; Tab goes there, where it is too long to be seen."""


class LetterScreen(ModalScreen[Going | None]):
    """A letter, and the keys that change, send or log it.

    Args:
        kept: A changed letter that was kept, with what was being done with it.
        remark: What to say beside it besides.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding(one.name, one.name) for one in keys.KEYS if one.views == keys.LETTER),
        binding("copy", "copy"),
        binding("pane", "pane"),
        binding("back", "back"),
        binding("quit", "back"),
    ]

    def __init__(
        self, order: Order, *, kept: tuple[str, str] | None = None, remark: str = ""
    ) -> None:
        super().__init__()
        self._order, self._remark = order, remark
        self._as_written: Made | None = None
        self._made: Made | None = None
        self._kept = kept
        self._is_free = asyncio.Event()
        self._head, self._said, self._foot = Said(), Said(), Said()
        self._page, self._beside = Page(id="letter"), Beside(id="beside")
        self._editor = Editor(
            "", soft_wrap=True, compact=True, highlight_cursor_line=False, id="editor"
        )
        self._editor.display = False

    def compose(self) -> ComposeResult:
        """Put the letter over what is said of it."""
        with Vertical(classes="letter"):
            yield self._head
            yield self._page
            yield self._editor
            yield self._beside
            yield self._said
            yield self._foot

    def on_mount(self) -> None:
        """Write the letter."""
        self.set_focus(self._page)
        self._show()
        self._say("Writing it ...", quiet=True)
        self._run(self._order.line("--json"), self._written)

    @property
    def _desk(self) -> Writing:
        return cast("Writing", self.app)

    # What is done with it, one thing at a time.

    def _run(
        self,
        line: Sequence[str],
        then: Callable[[Ran], None],
        typed: str = "",
        *,
        writes: bool = False,
    ) -> None:
        self._is_free.clear()

        def came(ran: Ran) -> None:
            self._is_free.set()
            # Whoever left meanwhile has left it, but for what is written.
            if self.is_attached or (writes and ran.done):
                then(ran)

        self._desk.run_for(came, line, typed)

    async def wait(self) -> None:
        """Wait until something is done, though not for long: the next key is for what it leaves."""
        with contextlib.suppress(TimeoutError):
            while not self._is_free.is_set():
                await asyncio.wait_for(self._is_free.wait(), LONGEST_WAIT)

    def _written(self, ran: Ran) -> None:
        if not ran.done:
            self._refused(ran)
            return
        self._as_written = self._made = Made.read(ran)
        self._say()
        self._show()
        if self._kept is not None:
            (text, state), self._kept = self._kept, None
            if state == TYPING:
                self._begin_to_edit(text)
            else:
                self._take(text)

    def _refused(self, ran: Ran) -> None:
        """Say why it isn't done; of a letter that isn't written, what was typed is still there."""
        self._say(*ran.err)
        if self._made is None and self._kept is not None:
            text = self._kept[0]
            self._page.fill(lambda room: _laid_out(text, room))

    def _take(self, text: str) -> None:
        """Let a changed text be the letter, where it is one."""

        def taken(ran: Ran) -> None:
            if not ran.done:
                self._begin_to_edit(text)
                self._say(*ran.err)
                return
            self._made = Made.read(ran)
            self._keep_made()
            self._stop_editing()
            self._say()
            self._show()

        self._run(self._order.line("--json", *CHANGED), taken, text)

    @property
    def _is_editing(self) -> bool:
        return bool(self._editor.display)

    @property
    def _is_changed(self) -> bool:
        made, before = self._made, self._as_written
        return made is not None and before is not None and made.text != before.text

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let nothing be done with a letter that isn't there, or isn't done with."""
        if action in ("take", "back", "pane", "copy"):
            return True
        if action in keys.BY_NAME and keys.BY_NAME[action].views == keys.LETTER:
            return self._made is not None and self._is_free.is_set() and not self._is_editing
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Change it in place."""
        if self._made is not None:
            self._begin_to_edit(self._made.text)

    def _begin_to_edit(self, text: str) -> None:
        self._editor.load_text(text)
        subject, blank, _ = text.partition("\n\n")
        if blank:
            # Quick hands type into the letter, and not before the word that its subject needs.
            self._editor.move_cursor((subject.count("\n") + 2, 0))
        self._page.display, self._editor.display = False, True
        self.set_focus(self._editor)
        self._say()
        self._show()

    def _stop_editing(self) -> None:
        self._page.display, self._editor.display = True, False
        self.set_focus(self._page)

    async def action_take(self) -> None:
        """Take what was typed."""
        if self._is_editing and self._is_free.is_set():
            self._take(self._editor.text)
            await self.wait()

    async def action_editor(self) -> None:
        """Change it in the editor of the terminal."""
        assert self._made is not None
        try:
            text = self._desk.edit_in_terminal(self._made.text)
        except ClientpulseError as error:
            self._say(f"error: {error.message}", f"hint: {error.hint}")
        except SuspendNotSupported:
            self._say("Another program can't have this terminal.", "hint: e changes it here")
        else:
            if text != self._made.text:
                self._keep(text, TYPING)
                self._take(text)
                await self.wait()

    def action_anew(self) -> None:
        """Take what the template writes, after a question."""

        def forget(said: bool | None) -> None:
            if said:
                self._made = self._as_written
                self._desk.forget_letter(self._order)
                self._show()

        if self._is_changed:
            self._desk.push_screen(asking.Question("Throw away what you changed?"), forget)

    def action_send(self) -> None:
        """Ask whether to send it, once it is known that it can be.

        What is typed ahead isn't the answer.
        """
        self._say("Checking whether it can be sent ...", quiet=True)
        # It may say something else by now: somebody wrote to the store, or it is another day.
        self._run(self._order.line("--json"), self._may_be_sent)

    def _may_be_sent(self, again: Ran) -> None:
        if not again.done:
            self._say(*again.err)
            return
        made, now = self._made, Made.read(again)
        assert made is not None
        before = self._as_written
        moved = before is not None and (now.text, now.to) != (before.text, before.to)
        order = self._order
        if made.mistake is not None and "--mistake" not in order.options:
            order = Order(order.whom, order.kind, (*order.options, "--mistake", str(made.mistake)))
        line = order.line("--send", *CHANGED)

        def asked(ran: Ran) -> None:
            self._say()
            if not ran.question:
                self._say(*ran.err)
                return
            said = [one for one in ran.err if one not in made.beside]
            if moved:
                said.append("What it is based on has changed: now it would read differently.")
            going = Going(
                self._order,
                now.to,
                made.text,
                line,
                self._order.line(*(CHANGED if self._is_changed else ()), "--send"),
                (*made.beside, *ran.err),
                self._is_changed,
            )
            self._desk.forget_typed_ahead()
            self._desk.push_screen(
                asking.Question(f"Send it to {one_line(now.to)}?", said),
                lambda yes: self._let_go(going) if yes else None,
            )

        self._run(line, asked, made.text)

    def _let_go(self, going: Going) -> None:
        self.dismiss(going)

    async def action_sent(self) -> None:
        """Log it: it was sent in another way."""
        made = self._made
        assert made is not None

        def logged(ran: Ran) -> None:
            if not ran.done:
                self._say(*ran.err)
                return
            self._desk.is_logged(
                self._order,
                self._order.line(*(CHANGED if self._is_changed else ()), "--log"),
                [one for one in ran.err if one not in made.beside],
            )
            if self.is_attached:
                self.dismiss(None)

        self._run(self._order.line("--log", *CHANGED), logged, made.text, writes=True)
        await self.wait()

    def action_mail(self) -> None:
        """Open it in the mail program."""
        made = self._made
        assert made is not None

        def opened(ran: Ran) -> None:
            said = [one for one in ran.err if one not in made.beside]
            self._say(*said, quiet=ran.done)

        self._say("Opening the mail program ...", quiet=True)
        self._run(self._order.line("--open", *CHANGED), opened, made.text)

    def action_copy(self) -> None:
        """Copy what is marked, or the letter."""
        made = self._made
        whole = "\n".join(map(text_of, self._page.lines)) if made is None else made.text
        self.app.copy_to_clipboard(self.get_selected_text() or whole)
        self._say("Copied.", quiet=True)

    def action_pane(self) -> None:
        """Go from the letter to what is said of it, and back."""
        if not self._is_editing:
            self.set_focus(self._page if self._beside.has_focus else self._beside)

    def action_back(self) -> None:
        """Go back; what was changed is kept."""
        made = self._made
        if self._is_editing and made is not None and self._editor.text == made.text:
            self._stop_editing()
            self._show()
            return
        if self._is_editing or self._is_changed:
            self._desk.say_quietly("Kept for later: the same key offers it again.")
        self.dismiss(None)

    def on_text_area_changed(self) -> None:
        """Keep what is half typed: whoever is killed has it back."""
        if not self._is_editing or self._made is None:
            return
        if self._editor.text != self._made.text:
            self._keep(self._editor.text, TYPING)
        else:
            self._keep_made()

    def _keep_made(self) -> None:
        if self._made is not None and self._is_changed:
            self._keep(self._made.text, TAKEN)
        else:
            self._desk.forget_letter(self._order)

    def _keep(self, text: str, state: str) -> None:
        self._desk.keep_letter(self._order, text, state)

    # How it looks.

    def _say(self, *lines: str, quiet: bool = False) -> None:
        meaning = QUIET if quiet else "overdue"
        self._said.fill(lambda room: cards.sentences(lines, room, meaning))

    def _show(self) -> None:
        made, title = self._made, self._order.title
        changed = " (changed)" if self._is_changed else ""
        self._head.fill(lambda _: [(Piece(title, STRONG), Piece(changed, QUIET))])
        self._foot.fill(self._keys)
        if made is None:
            return
        to = made.to or "nobody yet: there is no address"
        self._page.fill(lambda room: _laid_out(f"To: {to}\n{made.text}", room))
        beside = [*filter(None, [self._remark]), *made.beside]

        def lay_out(room: int) -> list[Line]:
            head = [(Piece("For you alone, not part of the letter:", STRONG),)] if beside else []
            return [*head, *cards.sentences(beside, room)]

        self._beside.fill(lay_out)

    def _keys(self, room: int) -> list[Line]:
        if self._is_editing:
            shown = [("take", "Ctrl-S", "takes it"), ("back", "Esc", "keeps it for later")]
        else:
            mine = [one for one in keys.KEYS if one.views == keys.LETTER and one.footer]
            says = {one.name: one.footer for one in mine} | {"copy": "copy", "back": "back"}
            shown = [(name, self._desk.pressed(name), word) for name, word in says.items()]
        lines: list[Line] = [()]
        for name, key, word in shown:
            pair = (Piece(key, STRONG, name), Piece(f" {word}  ", QUIET, name))
            if width(text_of((*lines[-1], *pair)).rstrip()) > room:
                lines.append(())
            lines[-1] += pair
        return lines


def _one_place(char: str) -> str:
    shown = char if char == "\t" else one_line(char)
    return shown if len(shown) == 1 else "\N{REPLACEMENT CHARACTER}"


def _laid_out(text: str, room: int) -> list[Line]:
    return [*cards.sentences(harmless(text.removesuffix("\n")), room)]
