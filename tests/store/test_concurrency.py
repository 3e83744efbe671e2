"""Many processes on one store: nothing is lost, nobody fails, readers never wait in vain."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes import pulse, python

pytestmark = pytest.mark.thorough


@dataclass(frozen=True)
class Crowd:
    """How many processes there are, and how often each of them writes."""

    processes: int
    logs: int
    counts: int


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Crowd:
    # Who comes next is a matter of luck, so on a slow disk one of many may wait for long.
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "240")
    return Crowd(20, 50, 20)


LOGS = """
import sys
from clientpulse.cli import run
for number in range(int(sys.argv[2])):
    code = run(["log", "acme", f"{sys.argv[1]}:{number}"])
    if code:
        sys.exit(code)
"""

COUNTS = """
import os, sys
from datetime import date
from pathlib import Path
from clientpulse.services import clients, lookup
from clientpulse.store.database import Store
for number in range(int(sys.argv[2])):
    # Reads what is there, and writes back what follows from it.
    with Store(Path(os.environ["CLIENTPULSE_DB"])).unit_of_work("count") as unit:
        found = lookup.client(unit.reader, "acme")
        note = clients.listing.read(unit.reader, found.id).note or "0"
        clients.editing.edit(unit, date.today(), found, {"note": str(int(note) + 1)}, None)
"""

READS = """
import sys
from clientpulse.cli import run
screens = [["due"], ["report"], ["history", "--limit", "5"], ["show", "acme"]]
for words in screens * int(sys.argv[1]):
    code = run(words)
    if code:
        sys.exit(code)
"""

ADDS = """
import sys
from clientpulse.cli import run
from clientpulse.store import migration, writer
print("ready", flush=True)
sys.stdin.readline()
sys.exit(run(["add", f"Client {sys.argv[1]}"]))
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "clients.db"
    assert pulse(path, "add", "Acme", "--meet", "monthly").returncode == 0
    return path


def notes(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in connection.execute("SELECT note FROM touchpoint")]


def ended(processes: list[subprocess.Popen[str]], told: str | None = None) -> None:
    """Wait for all, and show what those say that failed."""
    for process in processes:
        if told and process.stdin:
            process.stdin.write(told)
            process.stdin.flush()
    said = [process.communicate(timeout=300) for process in processes]
    failed = [err for process, (_, err) in zip(processes, said, strict=True) if process.returncode]
    assert not failed
    assert {err for _, err in said} == {""}


@pytest.mark.timeout(900)
def test_many_processes_logging_at_once_all_succeed_and_lose_nothing(
    store: Path, crowd: Crowd
) -> None:
    numbers = range(crowd.processes)
    ended([python(store, LOGS, str(number), str(crowd.logs)) for number in numbers])
    expected = {f"{process}:{number}" for process in numbers for number in range(crowd.logs)}
    found = notes(store)
    assert len(found) == crowd.processes * crowd.logs
    assert set(found) == expected


@pytest.mark.timeout(900)
def test_many_processes_that_read_and_write_back_lose_no_update(store: Path, crowd: Crowd) -> None:
    each = str(crowd.counts)
    ended([python(store, COUNTS, str(number), each) for number in range(crowd.processes)])
    answer = json.loads(pulse(store, "client", "list", "--json").stdout)
    assert answer["items"][0]["note"] == str(crowd.processes * crowd.counts)


@pytest.mark.timeout(900)
def test_readers_never_fail_while_others_write(store: Path) -> None:
    several, each, rounds = 4, 15, 5
    writers = [python(store, LOGS, str(number), str(each)) for number in range(several)]
    readers = 0
    while any(writer.poll() is None for writer in writers):
        reading = [python(store, READS, str(rounds)) for _ in range(2)]
        for reader in reading:
            _, err = reader.communicate(timeout=120)
            assert (reader.returncode, err) == (0, "")
            readers += 1
    ended(writers)
    assert readers
    assert len(notes(store)) == several * each


@pytest.mark.timeout(900)
def test_many_first_commands_at_once_make_one_store_with_all_their_clients(
    tmp_path: Path, crowd: Crowd
) -> None:
    store = tmp_path / "new folder" / "clients.db"
    processes = [
        python(store, ADDS, str(number), stdin=subprocess.PIPE) for number in range(crowd.processes)
    ]
    # All have their modules loaded when the first one is told to go on.
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    ended(processes, told="go\n")
    items = json.loads(pulse(store, "client", "list", "--json").stdout)["items"]
    names = {item["client"] for item in items}
    assert names == {f"Client {number}" for number in range(crowd.processes)}
    assert [one.name for one in store.parent.iterdir()] == [store.name]
