"""Walking from one client to the next: a card, a question, and what is done is written down."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import typer

from clientpulse import services
from clientpulse.cli.commands.rounds import asking
from clientpulse.errors import ClientpulseError

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.lookup import Found

UNDO, QUIT = "undo", "quit"


class Step(NamedTuple):
    """What was done about a client.

    Attributes:
        what: In the past: ``logged``.
        written: The number of its entry in the journal; None where nothing was written.
        goes_on: The next client came then.
    """

    what: str
    written: int | None
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done about a client.

    Attributes:
        letter: What is typed; its name, or a part of it that is only its own, does as well.
        done: Its name in the past, as it is counted; empty of what isn't done to a client.
        do: Does it, and tells whether it was done. None of what the round does itself.
        goes_on: The next client comes then.
    """

    letter: str
    name: str
    done: str = ""
    do: Callable[[Session, Found], bool] | None = None
    goes_on: bool = True


@dataclass(slots=True)
class Round:
    """A walk over clients; each step is written down, and can be undone, by itself.

    Attributes:
        clients: In the order in which they come.
        show: Shows the card of one of them, by its place from 0 on.
        acts: What can be done about each; taking back and quitting among it.
        question: Asks which; it ends with a question mark.
        hint: What to say of an answer that is none of them.
    """

    work: Session
    clients: Sequence[Found]
    show: Callable[[int], None]
    acts: Sequence[Act]
    question: str
    hint: str
    _steps: list[Step] = field(default_factory=list)

    def walk(self) -> None:
        """Go from one client to the next, until all had their turn or somebody stops."""
        shown = -1
        with self.work.reader() as reader:
            then = services.meanwhile.seen(reader)
        try:
            while (at := sum(step.goes_on for step in self._steps)) < len(self.clients):
                if shown != at:
                    sys.stdout.write("" if shown < 0 else "\n")
                    shown = at
                    self._show(at, then)
                    sys.stdout.write("\n")
                if not self._deal_with(self.clients[at]):
                    break
        except (typer.Abort, KeyboardInterrupt):
            # What was written down is stored; there is nothing to take back.
            sys.stdout.write("\n")
        asking.say(self.work, f"{self._told or 'Nothing was done'}.")

    @property
    def _told(self) -> str:
        """What was done, in words: ``2 logged, 1 skipped``."""
        done = Counter(step.what for step in self._steps)
        return ", ".join(f"{done[one.done]} {one.done}" for one in self.acts if done[one.done])

    def _show(self, at: int, then: int) -> None:
        """Show a card, and whether somebody was in touch or changed what it shows meanwhile."""
        try:
            self.show(at)
            with self.work.reader() as reader:
                said = services.meanwhile.about(reader, self.clients[at].id, then)
        except ClientpulseError as error:
            asking.refuse(error)
            return
        if said:
            asking.say(self.work, said)

    def _deal_with(self, client: Found) -> bool:
        """Ask what to do about a client, and do it; what was done last is the last of the steps.

        Returns:
            Whether to go on.
        """
        act = self._ask()
        before = self.work.entry_id
        try:
            if act.name == UNDO:
                self._undo()
            elif act.do is not None and act.do(self.work, client):
                self._done(act, before)
        except ClientpulseError as error:
            # Somebody deleted the client meanwhile, or locks the store: the others go on.
            asking.refuse(error)
        except (typer.Abort, KeyboardInterrupt):
            if self.work.entry_id != before:
                self._done(act, before)
            raise
        return act.name != QUIT

    def _done(self, act: Act, before: int | None) -> None:
        written = self.work.entry_id
        self._steps.append(Step(act.done, None if written == before else written, act.goes_on))

    def _undo(self) -> None:
        """Take back what was done last, and so go back to that client."""
        if not self._steps:
            asking.hint("nothing was done yet that could be taken back")
            return
        written = self._steps[-1].written
        if written is not None:
            with self.work.unit_of_work() as unit:
                summary = services.undoing.undo_this(unit, written).summary
            asking.say(self.work, f"Undone: {summary}")
        self._steps.pop()

    def _ask(self) -> Act:
        while True:
            typed = asking.ask(self.question).strip().lower()
            for fits in (
                [one for one in self.acts if typed in (one.letter, one.name)],
                [one for one in self.acts if typed and one.name.startswith(typed)],
            ):
                if len(fits) == 1:
                    return fits[0]
            asking.hint(self.hint)
