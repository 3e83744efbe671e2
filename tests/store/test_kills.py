"""The nearest a test comes to a power cut: kill -9 while the program writes."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from dooming import cut_in_the_middle, doomed, put_back, sound_notes
from portfolio import portfolio_of

from tests.processes import in_process, python

pytestmark = pytest.mark.thorough

# Children of it log for ever and acknowledge each command, until they are killed. It imports
# everything once, then forks: so a child begins at once with what it is there to be killed in. It
# is collected only when that is asked for; until then its number can't become another's.
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

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        acknowledge, number = os.dup(1), int(line)
        sys.stdout = open(os.devnull, "w")
        while True:
            code = run(["log", "acme", f"number {number}"])
            if code:
                os._exit(code)
            os.write(acknowledge, f"{number}\\n".encode())
            number += 1
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

    def run(self, first: int, acknowledged: int, delay: float) -> tuple[int, list[str], float]:
        """Let a child log, and kill it.

        Args:
            first: The number of its first note.
            acknowledged: How many commands to wait for.
            delay: How much longer to wait, in seconds.

        Returns:
            Its exit code, what it acknowledged, and the seconds that the last one waited for took.
        """
        child = int(self._ask(f"{first}"))
        said, took = [], 0.0
        for _ in range(acknowledged):
            start = time.perf_counter()
            said.append(self._out.readline().rstrip("\n"))
            took = time.perf_counter() - start
        time.sleep(delay)  # this is the random moment of the kill; nothing is waited for
        os.kill(child, signal.SIGKILL)
        self._in.write("\n")
        self._in.flush()
        while not (line := self._out.readline()).startswith("ended "):
            assert line, "the program of the test has died"
            said.append(line.rstrip("\n"))
        return int(line.split()[1]), said, took

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


@pytest.mark.timeout(900)
def test_whatever_was_acknowledged_survives_every_kill(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    store = tmp_path / "clients.db"
    assert in_process(store, "add", "Acme").code == 0
    known: list[str] = []
    next_number, took = 0, 0.0
    with mortals(store) as program:
        for kill in range(200):
            # Somewhere within the next command, however long one takes on this machine.
            wait_for, delay = chance.randrange(1, 4), took * chance.uniform(0, 1.2)
            code, said, took = program.run(next_number, wait_for, delay)
            assert code == -signal.SIGKILL
            assert len(said) >= wait_for
            known += [f"number {number}" for number in said]
            if kill % 4 == 0:
                # A reading command is the next to open the file, so it is the one that repairs it.
                assert in_process(store, "due").code == 0
            stored = sound_notes(store)
            # One more may be stored than was acknowledged: killed between the two.
            assert stored[: len(known)] == known
            assert len(stored) - len(known) in {0, 1}
            known = stored
            if kill % 10 == 9:
                assert in_process(store, "undo").code == 0
                known = sound_notes(store)
                assert known == stored[:-1]
            next_number = 1000 * (kill + 1)


@pytest.mark.parametrize(
    "command",
    [
        ("log", "acme", "second", "-c", "meeting", "--next", "2027-01-05"),
        ("touchpoint", "delete", "1"),
        ("client", "merge", "other", "acme", "--yes"),
        ("undo",),
        ("redo",),
    ],
    ids=" ".join,
)
def test_a_command_killed_at_any_of_its_statements_is_done_or_not_at_all(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    before, store = tmp_path / "before.db", tmp_path / "clients.db"
    for line in (
        ("add", "Acme", "--contact", "Ann"),
        ("add", "Other", "--tag", "a"),
        ("log", "other", "elsewhere"),
        ("log", "acme", "first", "--with", "Ann"),
    ):
        assert in_process(before, *line).code == 0
    if command == ("redo",):
        assert in_process(before, "undo").code == 0
    with doomed(tmp_path) as program:
        put_back(store, before)
        ended = program.run(store, *command)
        assert ended.code == 0
        done, untouched = portfolio_of(store), portfolio_of(before)
        assert without_moments(done) != without_moments(untouched)
        cut, found = 0, []
        for number in range(1, ended.statements + 1):
            put_back(store, before)
            killed = program.run(store, *command, statement=number)
            assert (killed.code, killed.out) == (-9, "")
            cut += cut_in_the_middle(store, before)
            if number % 2:
                assert in_process(store, "due").code == 0
            found.append(without_moments(portfolio_of(store)))
    # Only the last one, the closing of the connection, comes after the commit.
    assert found[:-1] == [without_moments(untouched)] * (len(found) - 1)
    assert found[-1] == without_moments(done)
    # Some of the kills left a file that had to be repaired.
    assert cut


def without_moments(portfolio: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Leave out what is another each time: the uids and when a row was written."""
    return {
        name: [
            tuple(
                one
                for one in row
                if not re.fullmatch(r"[0-9a-f-]{36}|\d{4}-\d\d-\d\d[ T]\d\d:.*", str(one))
            )
            for row in rows
        ]
        for name, rows in portfolio.items()
    }


@pytest.mark.timeout(900)
def test_a_kill_during_the_first_command_leaves_no_store_or_a_whole_one(tmp_path: Path) -> None:
    seen = []
    with doomed(tmp_path) as program:
        ended = program.run(tmp_path / "whole" / "clients.db", "add", "Acme")
        assert ended.code == 0
        for number in range(1, ended.statements + 1):
            store = tmp_path / f"store-{number}" / "clients.db"
            assert program.run(store, "add", "Acme", statement=number).code == -9
            there, known = store.exists(), clients(store)
            if there:
                sound_notes(store)
            seen.append((there, known))
            if not known:
                assert in_process(store, "add", "Acme").code == 0
                assert clients(store) == ["Acme"]
            visible = [one.name for one in store.parent.iterdir() if not one.name.startswith(".")]
            assert visible == [store.name]
    # It comes to be whole, with what was written, after the last statement.
    assert set(map(str, seen)) == {str((False, []))}
    assert clients(tmp_path / "whole" / "clients.db") == ["Acme"]


def clients(store: Path) -> list[str]:
    listed = in_process(store, "client", "list", "--json")
    assert listed.code == 0, listed.err
    return [item["client"] for item in listed.items]
