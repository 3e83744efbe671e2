"""Running command lines: what the keys stand for, and what is typed."""

from __future__ import annotations

import shlex
import threading
from collections.abc import Sequence
from functools import partial

from clientpulse.output.look import QUIET
from clientpulse.ui import acts, asking, cards
from clientpulse.ui.door import Ran
from clientpulse.ui.following import Following
from clientpulse.ui.form import Form
from clientpulse.ui.lines import Line, Piece
from clientpulse.ui.prompt import Prompt

MOST_SAID = 6


class Running(Following):
    """Runs one command line after the other, and says what each said."""

    def __init__(self, *with_what: object) -> None:
        super().__init__(*with_what)  # type: ignore[arg-type]
        self._one_at_a_time = threading.Lock()
        self._typed_before: list[str] = []
        self._under_way = 0
        self._is_leaving = False

    def run_line(self, line: Sequence[str], *, form: Form | None = None, yes: bool = False) -> None:
        """Run a command line, and say what it said.

        Args:
            form: What it comes from: it stays where the command is refused.
            yes: What it asks is answered with yes.
        """
        self._under_way += 1
        run = partial(self._run_in_thread, tuple(line), form, yes)
        self.run_worker(run, thread=True, group="run")

    def _run_in_thread(self, line: Sequence[str], form: Form | None, yes: bool) -> None:
        with self._one_at_a_time:
            ran = self.door.run(line, yes=yes)
        self.call_from_thread(self._ran, line, ran, form)

    def leave(self) -> None:
        """End, once what was sent is stored; at once where it is asked for again."""
        if not self._under_way or self._is_leaving:
            self.exit(0)
            return
        self._is_leaving = True
        self.say_quietly("Storing what you sent, then this ends.")

    def _ran(self, line: Sequence[str], ran: Ran, form: Form | None) -> None:
        self._under_way -= 1
        self._answer(line, ran, form)
        if self._is_leaving and not ran.done:
            self._is_leaving = False  # what was refused is to be seen
        elif self._is_leaving and not self._under_way:
            self.exit(0)

    def _answer(self, line: Sequence[str], ran: Ran, form: Form | None) -> None:
        if ran.question:
            self.push_screen(
                asking.Question(ran.question),
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
            with self._one_at_a_time:
                found = self.door.complete(typed)
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
        self._typed_before.append(typed)
        try:
            line = shlex.split(typed.lstrip("!"))
        except ValueError:
            self.say((Piece("A quote isn't closed.", "overdue"),))
            return
        if line[:1] == ["pulse"]:
            line = line[1:]
        if typed.startswith("!"):
            self.run_in_terminal(line)
        else:
            self.run_line(line)

    def run_in_terminal(self, line: Sequence[str]) -> None:
        """Run a command line with the terminal to itself, and come back."""
        with self.suspend():
            self.door.run_in_terminal(line)
        self.say_quietly(f"$ {acts.shown(line)}")
        self.reload()
