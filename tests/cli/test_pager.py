"""What is longer than the screen goes through the pager, and none of it is ever lost."""

from __future__ import annotations

import contextlib
import os
import pty
import signal
import threading
from pathlib import Path
from typing import TextIO

import pytest

from clientpulse.cli import run
from clientpulse.cli.app import pager
from tests.conftest import Pulse, filled_once
from tests.processes import TODAY

LINES = 12
LONG = "".join(f"\x1b[1mline\x1b[0m {number}\n" for number in range(LINES))
SHORT = LONG[: LONG.index("line\x1b[0m 11")].rpartition("\n")[0] + "\n"


class Screen:
    """A pseudo terminal: a stream to write to, and what came out of it."""

    def __init__(self) -> None:
        self._reading, writing = pty.openpty()
        self._found = b""
        self.stream: TextIO = os.fdopen(writing, "w", encoding="utf-8")
        # Whoever writes to a terminal that nobody reads would wait for ever.
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):
            while found := os.read(self._reading, 65536):
                self._found += found

    def shown(self) -> str:
        """Close the terminal, and return what it showed."""
        self.stream.close()
        self._thread.join(10)
        return self._found.decode().replace("\r\n", "\n")


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LINES", str(LINES))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("LESS", raising=False)
    return Screen()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the file in which a pager keeps what it was given."""
    kept = tmp_path / "read.txt"
    monkeypatch.setenv("PAGER", f"tee '{kept}'")
    return kept


def show(screen: Screen, text: str) -> str:
    with pager.paged(screen.stream, pager.is_wanted()) as held:
        held.write(text)
    return screen.shown()


def test_only_what_is_longer_than_the_screen_goes_through_the_pager(
    screen: Screen, read: Path
) -> None:
    with pager.paged(screen.stream, True) as held:
        held.write(SHORT)
    assert not read.exists()
    assert show(screen, LONG) == SHORT + LONG
    assert read.read_text() == LONG


def test_lines_that_a_narrow_terminal_breaks_count_as_several(
    screen: Screen, read: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = "x" * 200 + "\n"
    with pager.paged(screen.stream, True) as held:
        held.write(wide * 3)
    assert not read.exists()
    show(screen, wide * 4)
    assert read.exists()


@pytest.mark.parametrize(
    "command",
    [
        *("cat", "", " ", "no-such-pager-anywhere", "/", "'unbalanced", "false"),
        "sh -c 'exit 127'",
        "sh -c 'exec <&-; sleep 0.05; exit 3'",
    ],
)
def test_without_a_pager_that_works_everything_is_printed(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("PAGER", command)
    monkeypatch.setattr(pager, "USUAL", "no-such-pager-either")
    assert show(screen, LONG * 2_000) == LONG * 2_000


def test_who_closes_the_pager_early_is_shown_no_more(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", "sh -c 'exec <&-'")
    assert show(screen, LONG * 2_000) == ""


def test_an_interrupt_belongs_to_the_pager(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "sh -c 'kill -INT $PPID; cat; exit 2'")
    before = signal.getsignal(signal.SIGINT)
    assert show(screen, LONG) == LONG
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("own", [None, "-S"])
def test_less_is_told_to_keep_colours_and_to_leave_what_fits(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own: str | None
) -> None:
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\ncat > /dev/null\necho "$LESS" "$@"\n')
    less.chmod(0o700)
    monkeypatch.setenv("PAGER", f"{less} --quiet")
    if own:
        monkeypatch.setenv("LESS", own)
    assert show(screen, LONG).split() == [own or "FRX", "--quiet", "-R"]


def test_a_terminal_that_can_do_nothing_gets_no_pager(
    screen: Screen, read: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert show(screen, LONG) == LONG
    assert not read.exists()


def test_what_fails_while_it_is_drawn_leaves_nothing_half_shown(screen: Screen) -> None:
    def fail() -> None:
        with pager.paged(screen.stream, True) as held:
            held.write("half")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert screen.shown() == ""


@pytest.fixture
@filled_once
def many(pulse: Pulse) -> None:
    for number in range(12):
        pulse.ok("add", f"Client {number:02}", "--update", "weekly", "--since", "2026-01-05")


def on(screen: Screen, pulse: Pulse, *arguments: str) -> tuple[int, str]:
    with contextlib.redirect_stdout(screen.stream):
        code = run(["--db", str(pulse.store), "--today", TODAY, *arguments])
    return code, screen.shown()


@pytest.mark.parametrize(
    "command",
    [
        "due --all",
        "due --limit 12",
        "report",
        "client list",
        "undo --list",
        "config",
        "help all",
        "help",
        "--help",
    ],
)
def test_every_long_list_is_paged(screen: Screen, read: Path, many: Pulse, command: str) -> None:
    code, shown = on(screen, many, *command.split())
    assert code == 0
    assert read.read_text() == shown
    assert shown.count("\n") >= LINES


def test_the_exit_code_is_the_commands(screen: Screen, read: Path, many: Pulse) -> None:
    assert on(screen, many, "due", "--all", "--check")[0] == 10
    assert read.exists()


@pytest.mark.parametrize(
    "options", ["--no-pager", "--no-input", "--json", "--format=csv", "--format=markdown"]
)
def test_the_pager_can_be_left_out_and_never_gets_data(
    screen: Screen, read: Path, many: Pulse, options: str
) -> None:
    code, shown = on(screen, many, "due", "--all", options)
    assert code == 0
    assert shown.count("Client 11")
    assert not read.exists()


def test_a_pipe_has_no_pager(read: Path, many: Pulse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "3")
    assert many.ok("due", "--all").out.count("Client") >= 12
    assert not read.exists()
