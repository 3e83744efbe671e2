"""The process: how it ends when the pipe closes, a key is pressed, or something is wrong in it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from clientpulse.services.portfolio import due as due_service
from tests.conftest import Pulse
from tests.processes import PULSE, assert_one_error, environment, python
from tests.processes import pulse as run_pulse


@pytest.fixture
def store(pulse: Pulse) -> Path:
    pulse.begin_with(filled)
    return pulse.store


def filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "monthly", "--since", "2026-01-05")


@pytest.fixture
def long_history(store: Path) -> Path:
    """More than any pipe holds."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
            " INSERT INTO touchpoint (uid, client_id, occurred_on, channel, direction, reaching,"
            " note, no_news, created_at) SELECT printf('%036d', i), 1, '2026-02-03', 'call',"
            " 'outbound', 1, 'a note of some length about the audit', 0,"
            " '2026-02-03T10:00:00+00:00' FROM n"
        )
        connection.commit()
    return store


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        *(("history", 0), ("history", 1), ("history --json", 1), ("history --format csv", 1)),
        *(("due", 0), ("due", 1), ("report", 1), ("--help", 0), ("--help", 1), ("log -h", 1)),
    ],
)
def test_a_closed_pipe_ends_quietly(long_history: Path, command: str, lines: int) -> None:
    process = subprocess.Popen(
        [*PULSE, *command.split()],
        env=environment(long_history),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    for _ in range(lines):
        assert process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), err) == (0, "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_stream_that_the_shell_closed_is_no_fault_and_never_the_store(
    store: Path, closed: str
) -> None:
    for command in ("due", "log acme hello"):
        done = subprocess.run(
            ["sh", "-c", f'exec "$0" -m clientpulse {command} {closed}', PULSE[0]],
            env=environment(store),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT note FROM touchpoint").fetchall() == [("hello",)]


WAITS = """
import signal
import sys
import time
from clientpulse.services.portfolio import due
# A shell starts what runs in the background with interrupts ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
def wait(*arguments, **options):
    print("working", flush=True)
    while True:
        time.sleep(0.1)  # pause() would never end if the signal came just before it
due.due = wait
sys.argv[1:] = ["due"]
from clientpulse.__main__ import main
main()
"""


def test_an_interrupt_ends_with_130_and_no_traceback(store: Path) -> None:
    process = python(store, WAITS)
    assert process.stdout
    assert process.stdout.readline() == "working\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert err.strip() == ""


def test_an_interrupted_command_has_written_nothing(store: Path) -> None:
    before = store.read_bytes()
    code = WAITS.replace("services.portfolio import due", "services import touchpoints as due")
    process = python(store, code.replace("due.due", "due.log").replace('"due"', '"log", "acme"'))
    assert process.stdout
    assert process.stdout.readline() == "working\n"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert store.read_bytes() == before
    assert run_pulse(store, "log", "acme", "after").returncode == 0


def test_a_fault_of_ours_is_one_line_and_exit_code_1(
    pulse: Pulse, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("several\nlines and \x1b[31m colour")

    monkeypatch.setattr(due_service, "due", broken)
    failed = pulse.fails(1, "due")
    assert "RuntimeError" in failed.err
    assert "--debug" in failed.err
    assert "\x1b" not in failed.err


def test_debug_shows_the_traceback_and_keeps_the_exit_code(pulse: Pulse, store: Path) -> None:
    for command in (("--debug", "show", "nobody"), ("show", "nobody", "--debug")):
        failed = pulse(*command)
        assert failed.code == 3
        assert "Traceback (most recent call last)" in failed.err
        assert_one_error("".join(failed.err.splitlines(keepends=True)[-2:]), "nobody")


def test_without_debug_no_error_shows_a_traceback(pulse: Pulse, store: Path) -> None:
    assert "Traceback" not in pulse.fails(3, "show", "nobody").err


@pytest.mark.parametrize(
    "arguments",
    [
        (b"log", b"acme", b"caf\xe9"),
        (b"add", b"\xff\xfe"),
        (b"show", b"\x80"),
        (b"--db", b"/tmp/\xff.db", b"due"),
        (b"\xc3",),
        (b"due", b"--tag=\xed\xa0\x80"),
    ],
)
def test_bytes_that_are_no_text_are_refused(store: Path, arguments: tuple[bytes, ...]) -> None:
    before = store.read_bytes()
    refused = run_pulse(store, *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert_one_error(refused.stderr, "aren't valid text")
    assert store.read_bytes() == before


@pytest.mark.parametrize("variable", ["CLIENTPULSE_DB", "CLIENTPULSE_TODAY"])
def test_bytes_in_the_environment_that_are_no_text_are_no_fault(store: Path, variable: str) -> None:
    env = {os.fsencode(name): os.fsencode(value) for name, value in environment(store).items()}
    env[variable.encode()] = b"\xff\xfe"
    done = subprocess.run([*PULSE, "due"], env=env, capture_output=True, check=False)
    assert done.returncode in {0, 2}
    if done.returncode:
        assert_one_error(done.stderr.decode())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_lacks_a_character_shows_its_number(store: Path, encoding: str) -> None:
    for command in (("add", "Żabka 中文"), ("client", "list")):
        done = subprocess.run(
            [*PULSE, *command],
            env=environment(store, PYTHONIOENCODING=encoding, PYTHONUTF8="0"),
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
    assert ("中" in done.stdout.decode(encoding)) == (encoding == "utf-8")
