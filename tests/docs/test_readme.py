"""The README shows the program as it is."""

from __future__ import annotations

import io
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clientpulse.cli import run

README = Path(__file__).parents[2] / "README.md"


class Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def session() -> list[tuple[str, str]]:
    """Return the commands of the README's terminal session, and what it says they print."""
    (block,) = re.findall(r"```console\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    turns = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(turn.split("\n", 1)[0], turn.split("\n", 1)[1].strip("\n")) for turn in turns]


def test_the_session_is_what_a_terminal_of_80_columns_shows(
    monkeypatch: pytest.MonkeyPatch, living_in: Callable[[str], None], tmp_path: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    living_in("Europe/London")
    monkeypatch.setenv("TERM", "xterm")
    turns = session()
    morning = ["due", "brief", "log", "draft", "report"]
    assert [command.split()[1] for command, _ in turns] == morning
    for command, shown in turns:
        screen = Terminal()
        monkeypatch.setattr(sys, "stdout", screen)
        words = shlex.split(command)[1:]
        # Each turn was taken from a fresh demo.
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / words[0]))
        assert run(["--demo", "--no-color", "--today", "2026-11-20 9:30", *words]) == 0
        lines = [line.rstrip() for line in screen.getvalue().split("\n")]
        assert "\n".join(lines).strip("\n") == shown


def test_the_readme_is_short() -> None:
    assert len(README.read_text("utf-8").splitlines()) < 180


def test_the_two_commands_stand_there_word_for_word() -> None:
    text = README.read_text("utf-8")
    create = "python3 -m venv .venv && .venv/bin/pip install"
    assert f"{create} . && .venv/bin/pulse --demo due" in text
    assert f"{create} -e '.[dev]' && .venv/bin/pytest" in text
