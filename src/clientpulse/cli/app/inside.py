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
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.terminal import NOBODY
from clientpulse.errors import ClientpulseError, ExitCode
from clientpulse.ui.door import Ran

if TYPE_CHECKING:
    from clientpulse.cli.app.global_options import GlobalOptions
    from clientpulse.services.stores import Reader, Selection

ALONE = ("ui", "mcp")
"""Commands that take the terminal, or standard input, to themselves."""

COMPLETION = ("_PULSE_COMPLETE", "_TYPER_COMPLETE_FISH_ACTION", "_TYPER_COMPLETE_ARGS")
"""What a shell that completes a line puts into the environment."""


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

    def close(self) -> None:
        """Let go of what is held while the screen is open."""
        self._watch.close()

    def get_ready(self) -> None:
        """Load what writes."""
        services.stores.get_ready_to_write()

    def run(self, line: Sequence[str], *, yes: bool = False, typed: str = "") -> Ran:
        """Run a command line, where nobody can be asked."""
        if line and line[0] in ALONE:
            why = ("error: that command needs the terminal to itself", f"hint: type !{line[0]}")
            if line[0] == "ui":
                why = ("error: that is where you are", "hint: q ends it")
            return Ran(int(ExitCode.USAGE), (), why)
        try:
            self.work()
        except ClientpulseError as error:
            return Ran(error.exit_code, (), (f"error: {error.message}", f"hint: {error.hint}"))
        with _captured(typed) as (out, err):
            code = self._run(self._words(line, yes=yes))
        said, beside = _lines(_text(out)), _lines(_text(err))
        errors = [at for at, one in enumerate(beside) if one.startswith("error: ")]
        if code == ExitCode.USAGE and errors and beside[errors[0]].endswith(NOBODY) and not yes:
            question = beside[errors[0]].removeprefix("error: ").removesuffix(NOBODY).strip()
            return Ran(code, said, beside[: errors[0]], question)
        if code == ExitCode.USAGE and errors and NOBODY.lower() in beside[errors[0]]:
            asks = f"hint: it asks where it has the terminal to itself: !{shlex.join(line)}"
            beside = [*beside, output.safe.one_line(asks)]
        return Ran(code, said, beside)

    def run_apart(self, line: Sequence[str], typed: str) -> Ran:
        """Run a command line as a process of its own, which goes on even where this one ends."""
        ran = subprocess.run(
            [sys.executable, "-m", "clientpulse", *self._words(line, yes=True)],
            input=typed.encode(errors="replace"),
            capture_output=True,
            env={**_lasting_environment(), "PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
            check=False,
        )
        said, beside = (_lines(one.decode("utf-8", "replace")) for one in (ran.stdout, ran.stderr))
        return Ran(ran.returncode, said, beside)

    def edit(self, text: str) -> str:
        """Let somebody change a text in their editor."""
        edited = frame.editor.edit_text(text, ".txt")
        return text if edited is None else edited

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
        asked = dict(
            zip(COMPLETION, ("complete_fish", "get-args", f"{before} {typed}"), strict=True)
        )
        with _captured() as (out, _), _environment(asked):
            self._run([])
        parts = (one.partition("\t") for one in _text(out).splitlines() if one)
        return [(output.safe.one_line(word), output.safe.one_line(says)) for word, _, says in parts]

    def _words(self, line: Sequence[str], *, yes: bool) -> list[str]:
        words = [*self._globals(), "--no-input", "--no-pager", *line]
        if yes:
            at = words.index("--") if "--" in words else len(words)
            words.insert(at, "--yes")
        return words

    def _globals(self) -> list[str]:
        options = self._options
        named = [("--db", options.db), ("--today", options.today)]
        words = [word for name, value in named if value is not None for word in (name, value)]
        return [*words, *(["--demo"] if options.demo else [])]


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return written.decode("utf-8", "replace")


def _lines(text: str) -> list[str]:
    lines = [output.safe.one_line(one) for one in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _stream(typed: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BytesIO(typed.encode(errors="replace")), encoding="utf-8", newline="\n"
    )


@contextmanager
def _captured(typed: str = "") -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    """Take what is printed, and give what is read; the screen writes to the terminal itself."""
    out, err, before = _stream(), _stream(), sys.stdin
    sys.stdin = _stream(typed)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield out, err
    finally:
        sys.stdin = before


@contextmanager
def _environment(more: dict[str, str]) -> Iterator[None]:
    try:
        os.environ.update(more)
        yield
    finally:
        for name in more:
            os.environ.pop(name, None)


def _lasting_environment() -> dict[str, str]:
    """Return the environment without what another thread puts there for a moment."""
    return {name: value for name, value in os.environ.items() if name not in COMPLETION}
