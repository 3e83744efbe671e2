"""Running command lines: what the keys stand for, and what is typed."""

from __future__ import annotations

import shlex
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from clientpulse.errors import ClientpulseError
from clientpulse.output.look import QUIET
from clientpulse.ui import acts, asking, cards
from clientpulse.ui.door import Ran
from clientpulse.ui.following import Following
from clientpulse.ui.form import Form
from clientpulse.ui.lines import Line, Piece
from clientpulse.ui.prompt import Prompt

MOST_SAID = 6
ENDS = frozenset({"q", "q!", "quit", "exit", "wq"})
"""What ends the screen where it is typed as a command, as in an editor."""


A_LETTER = 0.3
"""For so many seconds what a line could go on with is waited for."""

UNASKED = "Nothing was done: give the command again to be asked."


class Running(Following):
    """Runs one command line after the other, and says what each said."""

    def __init__(self, *with_what: object) -> None:
        super().__init__(*with_what)  # type: ignore[arg-type]
        self._one_at_a_time = threading.Lock()
        self._last = threading.Event()
        self._last.set()
        self._typed_before: list[str] = []
        self._under_way = 0
        self._is_leaving, self._leaves_with = False, 0

    def run_line(self, line: Sequence[str], *, form: Form | None = None, yes: bool = False) -> None:
        """Run a command line, and say what it said.

        Args:
            form: What it comes from: it stays where the command is refused.
            yes: What it asks is answered with yes.
        """
        self._under_way += 1
        self._run_in_turn(
            partial(self.door.run, tuple(line), yes=yes),
            lambda ran: self._ran(line, ran, form),
        )

    def _run_in_turn(self, run: Callable[[], Ran], came: Callable[[Ran], None]) -> None:
        """Run something in a thread, behind all that was sent before, and tell what came of it."""
        before, self._last = self._last, threading.Event()
        done = self._last

        def wait_and_run() -> None:
            before.wait()
            try:
                with self._one_at_a_time:
                    ran = run()
            finally:
                done.set()
            self.call_from_thread(came, ran)

        self.run_worker(wait_and_run, thread=True, group="run")

    def end_by(self, number: int) -> None:
        """End as a signal wants it."""
        self.leave(128 + number)

    def leave(self, code: int = 0) -> None:
        """End, once what was sent is stored; at once where it is asked for again."""
        if not self._under_way or self._is_leaving:
            self.exit(code)
            return
        self._is_leaving, self._leaves_with = True, code
        self.say_quietly("Storing what you sent, then quitting.")

    def run_for(self, then: Callable[[Ran], None], line: Sequence[str], typed: str = "") -> None:
        """Run a command line for a part of the screen, which says itself what came of it.

        Args:
            typed: What it finds on its standard input.
        """
        self._under_way += 1

        def came(ran: Ran) -> None:
            then(ran)
            self.is_over(ran)

        self._run_in_turn(partial(self.door.run, line, typed=typed), came)

    def _ran(self, line: Sequence[str], ran: Ran, form: Form | None) -> None:
        self._answer(line, ran, form)
        self.is_over(ran)

    def is_over(self, ran: Ran) -> None:
        """End now, where that is what was waited for."""
        self._under_way -= 1
        if self._is_leaving and not ran.done and not self._leaves_with:
            self._is_leaving = False  # what was refused is to be seen; a signal doesn't wait for it
        elif self._is_leaving and not self._under_way:
            self.exit(self._leaves_with)

    def _answer(self, line: Sequence[str], ran: Ran, form: Form | None) -> None:
        if ran.question and self.is_something_open:
            # A letter of what is being typed there would have answered it.
            self.say(
                (Piece(f"$ {acts.shown(line)}", QUIET),), (Piece(f"{ran.question} {UNASKED}"),)
            )
        elif ran.question:
            self.forget_typed_ahead()
            self.push_screen(
                asking.Question(ran.question, ran.err),
                lambda said: self.run_line(line, form=form, yes=True) if said else None,
            )
        elif form is not None and not ran.done:
            self.is_refused(form, line, ran)
        else:
            if form is not None:
                self.is_done(form)
            self.tell(line, ran)
            self.reload()

    def is_done(self, form: Form) -> None:
        """Close a form: what it was for is stored."""

    def is_refused(self, form: Form, line: Sequence[str], ran: Ran) -> None:
        """Go back to a form, and say why nothing is stored."""

    def tell(self, line: Sequence[str], ran: Ran) -> None:
        """Say what a command said: below the views, or in a page of its own."""
        command: Line = (Piece(f"$ {acts.shown(line)}", QUIET),)
        beside = [(Piece(one, "" if ran.done else "overdue"),) for one in ran.err]
        said = [*((Piece(one),) for one in ran.out), *beside]

        def lay_out(room: int) -> list[Line]:
            return [part for one in said for part in cards.flowed(one, room)]

        if len(lay_out(self.size.width)) < MOST_SAID:
            self.say(command, *said)
        else:
            self.say(command)
            self.push_screen(asking.Reading(acts.shown(line), lay_out))

    def do_undo(self) -> None:
        """Undo the last change."""
        self.run_line(["undo"])

    def do_redo(self) -> None:
        """Redo what was undone last."""
        self.run_line(["redo"])

    async def do_command(self) -> None:
        """Type any command."""
        await self.open_below(Prompt(self._typed_before))

    def on_prompt_left(self) -> None:
        """Go back to the list."""
        self.close_below()

    def on_prompt_asked(self, event: Prompt.Asked) -> None:
        """Find what the line could go on with."""
        typed = event.typed

        def find() -> None:
            # Each letter asks anew, so what would have to wait for a command needn't.
            if self._one_at_a_time.acquire(timeout=A_LETTER):
                try:
                    found = self.door.complete(typed)
                finally:
                    self._one_at_a_time.release()
                self.call_from_thread(self._offer_words, typed, found)

        self.in_thread(find, "complete")

    def _offer_words(self, typed: str, found: Sequence[tuple[str, str]]) -> None:
        for prompt in self.query(Prompt):
            prompt.offer(typed, found)

    def on_prompt_sent(self, event: Prompt.Sent) -> None:
        """Run it: here, or behind a ``!`` with the terminal to itself."""
        typed = event.typed.strip()
        self.close_below()
        if not typed.lstrip("!").strip():
            return
        if typed.lstrip(":") in ENDS:
            self.leave()
            return
        self._typed_before.append(typed)
        try:
            line = shlex.split(typed.lstrip("!"))
        except ValueError:
            self.say((Piece("A quote isn't closed.", "overdue"),))
            return
        if line[:1] == ["pulse"]:
            line = line[1:]
        if typed.startswith("!") or _shows_before_it_asks(line):
            self.run_in_terminal(line)
        else:
            self.run_line(line)

    def run_in_terminal(self, line: Sequence[str]) -> None:
        """Run a command line with the terminal to itself, and come back."""
        with self._one_at_a_time, self.suspend(), _deaf_to_ctrl_c():
            self.door.run_in_terminal(line)
        self.say_quietly(f"$ {acts.shown(line)}")
        self.reload()

    def edit_in_terminal(self, text: str) -> str:
        """Let somebody change a text in their editor, and come back.

        Raises:
            ClientpulseError: That fails.
        """
        failed = None
        with self._one_at_a_time, self.suspend(), _deaf_to_ctrl_c():
            # Past this, nothing would bring the screen back.
            try:
                text = self.door.edit(text)
            except ClientpulseError as error:
                failed = error
        if failed is not None:
            raise failed
        return text


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Leave Ctrl-C to the program that has the terminal: it reaches both."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        # Not ignored: that would be handed on to the other program.
        signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _shows_before_it_asks(line: Sequence[str]) -> bool:
    """Tell whether a command shows a letter before it asks whether to send it."""
    sends = not {"--send", "--resend"}.isdisjoint(line)
    return line[:1] == ["draft"] and sends and {"--yes", "-y"}.isdisjoint(line)
