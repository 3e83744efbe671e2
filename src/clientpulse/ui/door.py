"""What the screen asks of the program around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from clientpulse.cadence.policy import Policy
from clientpulse.config.settings import Settings

if TYPE_CHECKING:
    from clientpulse.services.stores import AnyStore, Reader, Selection

Answered = TypeVar("Answered")


class Work(Protocol):
    """What one reading works with: the day, the settings and the store as they are now."""

    @property
    def today(self) -> date:
        """The day it is, or the one that is rehearsed."""

    @property
    def now(self) -> datetime:
        """This moment."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    @property
    def store(self) -> AnyStore:
        """Where the store is."""

    @property
    def drafts_folder(self) -> Path:
        """Where what was half typed is kept."""

    def policy(self, reader: Reader) -> Policy:
        """Return how we work."""

    def read(self, ask: Callable[[Reader], Answered]) -> Answered:
        """Read all that a function asks, in as few round trips as the store needs."""

    def chosen(self, reader: Reader, who: str | None = None) -> Selection:
        """Return the clients that are shown: mine, unless the program was started otherwise."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command line that was run said.

    Attributes:
        code: Its exit code.
        out: What it answered, a line each.
        err: What it said beside that, or why it was refused and what to do.
        question: What it would have asked, had somebody been there to answer.
    """

    code: int
    out: Sequence[str]
    err: Sequence[str] = ()
    question: str = ""

    @property
    def done(self) -> bool:
        """Whether it did what was asked."""
        return self.code == 0


class Door(Protocol):
    """The program around the screen."""

    @property
    def is_demo(self) -> bool:
        """Whether the clients are made up."""

    def work(self) -> Work:
        """Return what a reading works with now."""

    def mark(self) -> object:
        """Return what is another thing once anybody has written to the store."""

    def get_ready(self) -> None:
        """Load what writes, so that the first thing that is stored needn't wait for it."""

    def run(self, line: Sequence[str], *, yes: bool = False, typed: str = "") -> Ran:
        """Run a command line within this process, where nobody can be asked.

        Args:
            line: The words behind ``pulse``.
            yes: What it asks is answered with yes.
            typed: What it finds on its standard input.
        """

    def run_apart(self, line: Sequence[str], typed: str) -> Ran:
        """Run a command line as a process of its own, which goes on even where this one ends.

        What it asks is answered with yes. Other lines can be run meanwhile.
        """

    def edit(self, text: str) -> str:
        """Let somebody change a text in their editor, which has the terminal to itself.

        Raises:
            ClientpulseError: There is no editor, or it fails; what was typed is kept.
        """

    def run_in_terminal(self, line: Sequence[str]) -> int:
        """Run a command line as a process of its own, which has the terminal to itself."""

    def complete(self, typed: str) -> Sequence[tuple[str, str]]:
        """Return what the last word of a line can be, and what each means."""
