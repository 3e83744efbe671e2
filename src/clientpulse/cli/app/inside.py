"""Running command lines within a process that goes on: for the screen and its keys."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.terminal import NOBODY
from clientpulse.errors import ClientpulseError, ExitCode
from clientpulse.ui.door import Ran

if TYPE_CHECKING:
    from clientpulse.cli.app.global_options import GlobalOptions
    from clientpulse.services.stores import Reader, Selection

ALONE = ("ui", "mcp")
"""Commands that take the terminal, or standard input, to themselves."""


class _Reading(Session):
    """A session for what the screen reads; whose clients, was said when it was started."""

    def __init__(self, options: GlobalOptions, owner: str | None) -> None:
        super().__init__(options, "ui")
        self._owner = owner

    def deliver_first(self) -> None:
        """Leave what waits in the outbox to commands: they say what became of it."""

    def chosen(self, reader: Reader, who: str | None = None) -> Selection:  # type: ignore[override]
        """Return the clients that are shown."""
        return self.scope(reader, who, owner=self._owner)


class Inside:
    """The program around the screen.

    Args:
        run: Runs a command line, and returns its exit code.
        options: What the screen was started with; each command gets the same.
        owner: Whose clients are shown, where it was said.
    """

    def __init__(
        self, run: Callable[[list[str]], int], options: GlobalOptions, owner: str | None
    ) -> None:
        self._run, self._options, self._owner = run, options, owner
        self._watch = services.meanwhile.Watch()

    @property
    def is_demo(self) -> bool:
        """Whether the clients are made up."""
        return self._options.demo

    def work(self) -> _Reading:
        """Return a session for one reading: the day, the settings and the store as they are now."""
        work = _Reading(self._options, self._owner)
        self._watch.check(work.store)
        return work

    def mark(self) -> object:
        """Return what is another thing once anybody has written, or the day is another."""
        work = self.work()
        return work.today, self._watch.mark(work.store)

    def get_ready(self) -> None:
        """Load what writes."""
        services.stores.get_ready_to_write()

    def run(self, line: Sequence[str], *, yes: bool = False) -> Ran:
        """Run a command line, where nobody can be asked."""
        if line and line[0] in ALONE:
            why = ("error: that command needs the terminal to itself", f"hint: type !{line[0]}")
            return Ran(int(ExitCode.USAGE), (), why)
        try:
            self.work()
        except ClientpulseError as error:
            return Ran(error.exit_code, (), (f"error: {error.message}", f"hint: {error.hint}"))
        words = [*self._globals(), "--no-input", "--no-pager", *line]
        if yes:
            at = words.index("--") if "--" in words else len(words)
            words.insert(at, "--yes")
        with _captured() as (out, err):
            code = self._run(words)
        said, beside = _lines(out), _lines(err)
        question = ""
        if code == ExitCode.USAGE and beside and NOBODY in beside[0] and not yes:
            question = beside[0].removeprefix("error: ").partition(NOBODY)[0].strip()
        return Ran(code, said, beside, question)

    def run_in_terminal(self, line: Sequence[str]) -> int:
        """Run a command line as a process of its own, and wait for a key behind it."""
        command = [sys.executable, "-m", "clientpulse", *self._globals(), *line]
        code = subprocess.run(command, check=False).returncode
        sys.__stderr__.write("\nEnter goes back to the screen. ")  # type: ignore[union-attr]
        sys.__stderr__.flush()  # type: ignore[union-attr]
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            sys.__stdin__.readline()  # type: ignore[union-attr]
        return code

    def complete(self, typed: str) -> Sequence[tuple[str, str]]:
        """Return what the last word of a line can be: as the shell would be told."""
        before = " ".join(["pulse", *map(shlex.quote, self._globals())])
        asked = {
            "_PULSE_COMPLETE": "complete_fish",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_ARGS": f"{before} {typed}",
        }
        with _captured() as (out, _), _environment(asked):
            self._run([])
        parts = (one.partition("\t") for one in _text(out).splitlines() if one)
        return [(output.safe.one_line(word), output.safe.one_line(says)) for word, _, says in parts]

    def _globals(self) -> list[str]:
        options = self._options
        named = [("--db", options.db), ("--today", options.today)]
        words = [word for name, value in named if value is not None for word in (name, value)]
        return [*words, *(["--demo"] if options.demo else [])]


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return written.decode("utf-8", "replace")


def _lines(stream: io.TextIOWrapper) -> list[str]:
    lines = [output.safe.one_line(one) for one in _text(stream).split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")


@contextmanager
def _captured() -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Take what is printed, and let nothing be read; the screen writes to the terminal itself."""
    out, err, before = _stream(), _stream(), sys.stdin
    sys.stdin = _stream()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield out, err
    finally:
        sys.stdin = before


@contextmanager
def _environment(more: dict[str, str]) -> Iterator[None]:
    os.environ.update(more)
    try:
        yield
    finally:
        for name in more:
            os.environ.pop(name, None)
