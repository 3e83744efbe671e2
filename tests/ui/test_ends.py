"""However the screen ends, the terminal is as it was before, and what went wrong is said."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clientpulse.services.lines import half_typed
from tests.ui.terminal import NOW, Terminal, in_terminal

SHOWN = "clients to contact"
TERMINALS = pytest.mark.parametrize("modern", [False, True], ids=["plain", "modern"])
MOMENTS = {
    "list": ("", "Next: "),
    "form": ("lhalf", "log bakers-sons half"),
    "help": ("?", "write down a mistake"),
    "command": (":due", "Show whom to contact today"),
    "filter": ("/bak", "Bakers"),
}
"""What is typed, and what is seen then."""


def at_work(demo: Path, *words: str, **how: object) -> contextlib.AbstractContextManager[Terminal]:
    return in_terminal("--db", str(demo), "--today", NOW, *words, "ui", **how)


def is_shown(terminal: Terminal, moment: str = "list") -> None:
    terminal.until("Agenda")
    typed, seen = MOMENTS[moment]
    terminal.type(typed)
    terminal.until(seen)
    if moment == "form":
        terminal.until("1 kept: ")
    terminal.rest()
    assert terminal.modes.keys() >= {1049, 1000, 1003, 1006, 2004, 1004, 25, 7, 0}
    assert terminal.left_over


@TERMINALS
@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
def test_a_key_ends_it(demo: Path, modern: bool, key: str) -> None:
    with at_work(demo, modern=modern) as terminal:
        is_shown(terminal)
        terminal.press(key)
        assert terminal.ends() == 0
        assert not terminal.left_over
        assert terminal.said_at_the_end == ""


@pytest.mark.parametrize("moment", ["form", "help", "command", "filter"])
@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
def test_a_key_ends_it_whatever_is_open(demo: Path, moment: str, key: str) -> None:
    with at_work(demo) as terminal:
        is_shown(terminal, moment)
        terminal.press(key)
        assert terminal.ends() == 0
        assert not terminal.left_over


@TERMINALS
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it(demo: Path, modern: bool, number: signal.Signals) -> None:
    with at_work(demo, modern=modern) as terminal:
        is_shown(terminal, "form")
        terminal.tell(number)
        assert terminal.ends() == 128 + number
        assert not terminal.left_over
        assert terminal.said_at_the_end.strip() == ""


def test_a_signal_at_any_moment_leaves_the_terminal_as_it_was(demo: Path) -> None:
    chance = random.Random(15)
    with at_work(demo) as terminal:
        until_shown = terminal.until(SHOWN)
    for _ in range(20):
        number = chance.choice([signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
        with at_work(demo) as terminal:
            terminal.look_on(chance.uniform(0, 2 * until_shown))
            terminal.press(*chance.choice([(), ("j",), ("l", "half"), ("u",), ("?",)]))
            terminal.tell(number)
            # Before the screen is there it is as with any other program.
            assert terminal.ends() in {128 + number, -number}
            assert not terminal.left_over, number


@TERMINALS
@pytest.mark.parametrize("by", ["ctrl+z", "signal"])
@pytest.mark.parametrize("moment", ["list", "form", "help"])
def test_it_is_put_to_sleep_and_comes_back(demo: Path, modern: bool, by: str, moment: str) -> None:
    with at_work(demo, modern=modern) as terminal:
        is_shown(terminal, moment)
        shown = terminal.lines
        for _ in range(2):
            if by == "signal":
                terminal.tell(signal.SIGTSTP)
            else:
                terminal.press("ctrl+z")
            terminal.until_stopped()
            assert not terminal.left_over
            assert terminal.text.strip() == ""
            terminal.tell(signal.SIGCONT)
            terminal.until(lambda: terminal.lines == shown)
            assert terminal.left_over
        terminal.press("ctrl+q")
        assert terminal.ends() == 0
        assert not terminal.left_over


@TERMINALS
def test_it_ends_well_though_it_was_stopped_or_woken_without_being_asked(
    demo: Path, modern: bool
) -> None:
    with at_work(demo, modern=modern) as terminal:
        is_shown(terminal)
        shown = terminal.lines
        terminal.tell(signal.SIGCONT)
        terminal.rest()
        terminal.tell(signal.SIGSTOP)
        terminal.until_stopped()
        terminal.tell(signal.SIGCONT)
        terminal.rest()
        assert terminal.lines == shown
        terminal.press("q")
        assert terminal.ends() == 0
        assert not terminal.left_over


def test_a_window_that_is_closed_ends_it(demo: Path) -> None:
    with at_work(demo) as terminal:
        is_shown(terminal, "form")
        terminal.close()
        assert terminal.process.wait(60) == 128 + signal.SIGHUP
    assert half_typed.kept(demo.parent / "drafts", "log", "bakers-sons")["note"] == "half"


def test_a_window_that_is_closed_ends_it_though_nobody_says_so(demo: Path) -> None:
    # As behind nohup.
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with at_work(demo) as terminal:
            is_shown(terminal)
            terminal.close()
            assert terminal.process.wait(60) == 128 + signal.SIGHUP
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize(
    ("fault", "keys"), [("key", ["u"]), ("thread", []), ("command", ["u"]), ("drawing", [])]
)
@pytest.mark.parametrize("debug", [False, True])
@TERMINALS
def test_a_fault_is_a_line_and_a_hint(
    demo: Path, fault: str, keys: list[str], debug: bool, modern: bool
) -> None:
    with at_work(demo, *["--debug"] * debug, fault=fault, modern=modern) as terminal:
        if keys:
            terminal.until(SHOWN)
        terminal.press(*keys)
        assert terminal.ends() == 1
        assert not terminal.left_over
        *before, error, hint = terminal.said_at_the_end.strip().split("\n")
        assert error == "error: clientpulse failed: ZeroDivisionError: on purpose␛[2J↵and more"
        assert hint.startswith("hint: this is a fault in clientpulse")
        assert bool(before) == debug
        assert ("Traceback (most recent call last)" in "\n".join(before)) == debug
        assert ("launch.py" in "\n".join(before)) == debug
        terminal.assert_harmless()


def damaged(store: Path) -> None:
    store.write_bytes(b"SQLite format 3\0" + b"x" * 9000)


def newer(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def a_folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


def forbidden(store: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    store.chmod(0)


@pytest.mark.parametrize("refusing", [damaged, newer, a_folder, forbidden])
def test_a_store_that_refuses_is_said_before_the_screen_is_taken(
    demo: Path, refusing: object
) -> None:
    refusing(demo)  # type: ignore[operator]
    with at_work(demo) as terminal:
        assert terminal.ends() == 4
        assert b"\x1b[?1049h" not in terminal.sent
        assert not terminal.left_over
        error, hint = terminal.said_at_the_end.replace("\n ", " ").strip().split("\nhint: ")
        assert error.startswith("error: "), hint


def test_a_store_that_is_locked_at_the_start_is_said(demo: Path) -> None:
    with closing(sqlite3.connect(demo, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = DELETE")
        writer.execute("BEGIN EXCLUSIVE")
        with at_work(demo) as terminal:
            assert terminal.ends() == 4
            assert not terminal.left_over
            assert "error: " in terminal.said_at_the_end


def test_bytes_that_are_no_text_are_passed_over(demo: Path) -> None:
    with at_work(demo) as terminal:
        is_shown(terminal)
        terminal.write(b"\xe9\xff\xc3")
        terminal.rest()
        terminal.press("l")
        terminal.until("Log a conversation")
        terminal.write(b"caf\xe9!")
        terminal.rest()
        terminal.type("é au lait")
        terminal.until("é au lait")
        terminal.press("ctrl+q")
        assert terminal.ends() == 0
        assert not terminal.left_over


def test_what_another_command_does_to_the_terminal_is_put_back(demo: Path) -> None:
    with at_work(demo) as terminal:
        is_shown(terminal)
        terminal.press(":")
        terminal.until("any command")
        terminal.type("!due")
        terminal.press("enter")
        terminal.until("Enter goes back to the screen.")
        assert not terminal.left_over
        terminal.press("enter")
        terminal.until("$ pulse due")
        assert terminal.left_over
        terminal.press("q")
        assert terminal.ends() == 0
        assert not terminal.left_over


def test_ctrl_c_in_another_command_ends_that_command_alone(demo: Path) -> None:
    with at_work(demo) as terminal:
        is_shown(terminal)
        terminal.press(":")
        terminal.until("any command")
        terminal.type("!client delete bakers-sons")
        terminal.press("enter")
        terminal.until("[y/N]")
        terminal.press("ctrl+c")
        terminal.until("Enter goes back to the screen.")
        terminal.press("ctrl+c", "ctrl+c", "enter")
        terminal.until("$ pulse client delete")
        terminal.press("q")
        assert terminal.ends() == 0
        assert not terminal.left_over


def test_what_is_said_beside_the_screen_may_go_to_a_file(demo: Path, tmp_path: Path) -> None:
    said = tmp_path / "said"
    with said.open("w") as file, at_work(demo, stderr=file, fault="key") as terminal:
        is_shown(terminal)
        terminal.press("u")
        assert terminal.ends() == 1
        assert not terminal.left_over
    error, hint = said.read_text().splitlines()
    assert (error[:6], hint[:5]) == ("error:", "hint:")
