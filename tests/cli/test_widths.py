"""Nothing is wider than the room there is, and no word is broken in it."""

from __future__ import annotations

import contextlib
import re
import shlex
from email import message_from_bytes
from pathlib import Path

import pytest

from clientpulse.cli import run
from clientpulse.output.cells import width
from tests.cli.test_hostile import COMMANDS, READING
from tests.conftest import Pulse
from tests.processes import Terminal, drawn

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
NAME = f"Ünlü {FAMILY} 中文 & Partners of the Northern Counties"
NOTE = "writing about the new numbers of the year, " * 6 + FAMILY * 3


def fill(pulse: Pulse) -> None:
    pulse.ok("add", NAME, "--key", "acme", "--meet", "quarterly", "--owner", f"sam {FAMILY}")
    pulse.ok("add", "Bee", "--meet", "monthly", "--since", "2026-01-05")
    pulse.ok("contact", "add", "acme", "Ann", "Field", "--email", "ann@field-and-sons.example")
    pulse.ok("log", "acme", NOTE, "-c", "call")
    pulse.ok("promise", "acme", NOTE[:150], "--by", "2026-11-19")
    pulse.ok("mistake", "add", "bee", NOTE[:120])


@pytest.fixture(autouse=True)
def filled(pulse: Pulse, request: pytest.FixtureRequest) -> None:
    pulse.begin_with(fill)
    if "timer status" in request.node.name:
        pulse.ok("timer", "install")


# What asks, needs a file, or is shown by its list.
SHOWN = [
    pytest.param(one, marks=[pytest.mark.in_a_file] if one == "restore" else [])
    for one in READING
    if one not in {"checkup", "service heard", "backup"}
]


def lines_of(name: str) -> list[str]:
    needed = [one for one in COMMANDS[name].params if getattr(one, "required", False)]
    return [*name.split(), *["acme" for _ in needed]]


@pytest.mark.parametrize("name", SHOWN)
def test_a_pipe_gets_100_columns_and_loses_nothing(
    pulse: Pulse, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pulse.ok(*lines_of(name)).out
    monkeypatch.delenv("COLUMNS")
    narrow = pulse.ok(*lines_of(name)).out
    paths = str(pulse.store.parent.parent)
    for line in narrow.splitlines():
        assert width(line) <= 100 or len(line.split()) <= 2 or paths in line, line
    title, *rows = whole.splitlines()
    # Behind a row's beginning its cells are named, so there may be no heading.
    words = {word for line in (title, *rows[2:]) for word in line.split() if paths not in word}
    assert words <= set(narrow.split())
    for form in ("csv", "json"):
        programs = pulse.ok(*lines_of(name), "--format", form).out
        monkeypatch.setenv("COLUMNS", "9999")
        assert pulse.ok(*lines_of(name), "--format", form).out == programs
        monkeypatch.delenv("COLUMNS")


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("name", SHOWN)
def test_a_terminal_shows_whole_words_and_nothing_beyond_its_edge(
    pulse: Pulse, name: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", columns)
    said = drawn(pulse.store, *lines_of(name))
    for line in said.splitlines():
        assert width(line) <= int(columns), line
    assert said.count(FAMILY) == said.count("👨")
    assert not re.search(r"\u200d\s|\s\u200d", said)
    for word in ("writing", "numbers", "Partners", "Counties"):
        for at in range(1, len(word)):
            assert not re.search(rf"\b{word[:at]} *\n *{word[at:]}\b", said), word


@pytest.mark.parametrize("columns", ["0", "-1", "junk", "²", "123456"])
@pytest.mark.parametrize("name", ["due", "report", "client list", "show"])
def test_a_senseless_width_is_as_if_none_were_set(
    pulse: Pulse, name: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    unset = drawn(pulse.store, *lines_of(name)), pulse.ok(*lines_of(name)).out
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", columns)
    assert (drawn(pulse.store, *lines_of(name)), pulse.ok(*lines_of(name)).out) == unset


@pytest.mark.parametrize("columns", ["40", "60", "80", "120"])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_fits_the_terminal_and_breaks_no_word(
    name: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "9999")
    with contextlib.redirect_stdout(Terminal()) as wide:
        run([*name.split(), "--help"])
    monkeypatch.setenv("COLUMNS", columns)
    with contextlib.redirect_stdout(Terminal()) as out:
        run([*name.split(), "--help"])
    for line in out.getvalue().splitlines():
        assert len(line) <= int(columns) or len(line.split()) <= 2, line
    assert set(wide.getvalue().split()) == set(out.getvalue().split())


def test_a_draft_is_broken_between_words_on_the_screen_and_whole_for_a_pipe(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("draft", "update", "bee", "--anyway", "--news", NOTE)
    whole = pulse.ok(*command).out
    assert NOTE.strip() in whole
    monkeypatch.setenv("COLUMNS", "60")
    assert pulse.ok(*command).out == whole
    shown = drawn(pulse.store, *command)
    assert max(map(width, shown.splitlines())) <= 60
    assert shown.split() == whole.split()


def test_a_message_for_a_mail_program_is_broken_between_words_even_when_read_raw(
    pulse: Pulse, tmp_path: Path
) -> None:
    file = tmp_path / "draft.eml"
    news = NOTE.replace(FAMILY, "")
    command = ("draft", "update", "acme", "--news", news)
    whole = pulse.ok(*command).out
    pulse.ok(*command, "--eml", str(file))
    head, _, raw = file.read_bytes().partition(b"\r\n\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 76
    assert not re.search(rb"[^ ]=\r\n", raw)
    body = message_from_bytes(head + b"\r\n\r\n" + raw).get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n").strip() == whole.split("\n\n", 1)[1].strip()


def test_a_suggested_command_can_be_copied_from_a_narrow_help(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    with contextlib.redirect_stdout(Terminal()) as out:
        run(["contact", "add", "--help"])
    joined = " ".join(out.getvalue().split())
    assert "ann@acme.example" in shlex.split(joined.partition("Examples:")[2].partition("Arg")[0])
