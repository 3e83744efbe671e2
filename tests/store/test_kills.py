"""The nearest a test comes to a power cut: kill -9 while the program writes."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.processes import in_process, python

KILLS = 200
CREATIONS = 25

# Imports everything once, then forks: so a child begins at once with what it is there to be killed
# in. It is collected only when that is asked for; until then its number can't become another's.
MORTALS = """
import os, sys
from clientpulse.cli import run

def quietly(*arguments):
    said, sys.stdout = sys.stdout, open(os.devnull, "w")
    assert run(["--db", sys.argv[1], *arguments]) == 0
    sys.stdout = said

# What the children need is imported, and known to SQLAlchemy, before they are there.
quietly("add", "Warm")
quietly("log", "warm", "up")

def logs_for_ever(acknowledge, first):
    while True:
        code = run(["log", "acme", f"number {first}"])
        if code:
            os._exit(code)
        os.write(acknowledge, f"{first}\\n".encode())
        first += 1

for line in sys.stdin:
    work, argument = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        acknowledge = os.dup(1)
        sys.stdout = open(os.devnull, "w")
        if work == "log":
            logs_for_ever(acknowledge, int(argument))
        os._exit(run(["--db", argument, "add", "Acme"]))
    print(child, flush=True)
    sys.stdin.readline()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print("ended", code, flush=True)
"""


class Mortals:
    """The program above."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin
        assert process.stdout
        self._in, self._out = process.stdin, process.stdout

    def run(self, work: str, argument: object, delay: float | None) -> tuple[int, list[str]]:
        """Let a child work, and kill it after a while; return its exit code and what it said."""
        child = int(self._ask(f"{work}\t{argument}"))
        if delay is not None:
            time.sleep(delay)  # this is the random moment of the kill; nothing is waited for
            os.kill(child, signal.SIGKILL)
        self._in.write("\n")
        self._in.flush()
        said = []
        while not (line := self._out.readline()).startswith("ended "):
            assert line, "the program of the test has died"
            said.append(line.rstrip("\n"))
        return int(line.split()[1]), said

    def _ask(self, line: str) -> str:
        self._in.write(line + "\n")
        self._in.flush()
        return self._out.readline()


@contextmanager
def mortals(store: Path) -> Iterator[Mortals]:
    with tempfile.TemporaryDirectory() as folder:
        process = python(store, MORTALS, f"{folder}/warm.db", stdin=subprocess.PIPE)
        try:
            yield Mortals(process)
        finally:
            _, err = process.communicate(timeout=60)
        assert err == ""


def sound_notes(store: Path) -> list[str]:
    """Return what is logged, in order, after looking at the whole file."""
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [row[0] for row in connection.execute("SELECT note FROM touchpoint ORDER BY id")]


@pytest.mark.slow
def test_whatever_was_acknowledged_survives_two_hundred_kills(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    store = tmp_path / "clients.db"
    assert in_process(store, "add", "Acme").code == 0
    acknowledged: list[str] = []
    next_number = cut_in_the_middle = 0
    with mortals(store) as program:
        for kill in range(KILLS):
            code, said = program.run("log", next_number, chance.uniform(0, 0.08))
            assert code == -signal.SIGKILL
            cut_in_the_middle += Path(f"{store}-journal").exists()
            acknowledged += [f"number {number}" for number in said]
            if kill % 4 == 0:
                # A reading command is the next to open the file, so it is the one that repairs it.
                assert in_process(store, "due").code == 0
            stored = sound_notes(store)
            # One more may be stored than was acknowledged: killed between the two.
            assert stored[: len(acknowledged)] == acknowledged
            assert len(stored) - len(acknowledged) in {0, 1}
            acknowledged = stored
            if kill % 10 == 9 and stored:
                assert in_process(store, "undo").code == 0
                acknowledged = sound_notes(store)
                assert acknowledged == stored[:-1]
            next_number = 1000 * (kill + 1)
    assert acknowledged
    # The kills really came in the middle of writing, many times.
    assert cut_in_the_middle > KILLS / 20


@pytest.mark.slow
def test_a_kill_during_the_first_command_leaves_no_store_or_a_whole_one(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    seen = set()
    with mortals(tmp_path) as program:
        start = time.perf_counter()
        assert program.run("add", tmp_path / "warm" / "clients.db", None) == (0, [])
        seconds = time.perf_counter() - start
        for number in range(CREATIONS):
            store = tmp_path / f"store-{number}" / "clients.db"
            program.run("add", store, chance.uniform(0, 1.1 * seconds))
            known = clients(store)
            assert known in ([], ["Acme"])
            if store.exists():
                sound_notes(store)
            seen.add((store.exists(), len(known)))
            if not known:
                assert program.run("add", store, None) == (0, [])
                assert clients(store) == ["Acme"]
            visible = [one.name for one in store.parent.iterdir() if not one.name.startswith(".")]
            assert visible == [store.name]
    # Some came before the store was there and some after.
    assert {(False, 0), (True, 1)} <= seen


def clients(store: Path) -> list[str]:
    listed = in_process(store, "client", "list", "--json")
    assert listed.code == 0, listed.err
    return [item["client"] for item in listed.items]
