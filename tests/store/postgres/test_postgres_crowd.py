"""Many people write to one server at once: nobody fails, nothing is lost, each undoes their own."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from colleagues import Colleague, Hire, practice
from databases import NewDatabase

from tests.processes import PULSE, environment, python

pytestmark = pytest.mark.thorough

LOGS = """
import sys
from clientpulse.cli import run

for number in range(int(sys.argv[2])):
    code = run(["log", "acme", f"{sys.argv[1]}:{number}"])
    if code:
        sys.exit(code)
"""


@dataclass(frozen=True)
class Crowd:
    """How many people there are, and how often each of them writes."""

    people: int
    logs: int


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> Crowd:
    # Who comes next is a matter of luck, so on a slow machine one of many may wait for long.
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "240")
    return Crowd(20, 50)


@pytest.fixture
def hire(new_database: NewDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hire:
    return practice(new_database, tmp_path, monkeypatch)


def notes_of(colleague: Colleague) -> dict[str, list[str]]:
    """Return what is logged, by whom, the last first."""
    found: dict[str, list[str]] = {}
    for one in colleague("history", "acme", "--limit", "0", "--json").json["items"]:
        found.setdefault(one["by"], []).append(one["note"])
    return found


@pytest.mark.timeout(900)
def test_many_people_who_log_at_once_lose_nothing_and_undo_their_own(
    hire: Hire, crowd: Crowd
) -> None:
    boss = hire("boss")
    boss("add", "Acme", "--meet", "monthly")
    people = [hire(f"p{number}") for number in range(crowd.people)]
    processes = [
        python(one.store, LOGS, one.name, str(crowd.logs), env=one.environment) for one in people
    ]
    said = [process.communicate(timeout=800) for process in processes]
    assert [process.returncode for process in processes] == [0] * crowd.people, said
    assert {err for _, err in said} == {""}

    every = {
        one.name: [f"{one.name}:{number}" for number in reversed(range(crowd.logs))]
        for one in people
    }
    assert notes_of(boss) == every
    undoing = [
        subprocess.Popen(
            [*PULSE, "undo"], env=environment(one.store, **one.environment),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for one in people[:5]
    ]  # fmt: skip
    for one, process in zip(people, undoing, strict=False):
        out, err = process.communicate(timeout=300)
        assert (process.returncode, err) == (0, "")
        assert out.startswith("Undone: logged a call with Acme")
        del every[one.name][0]
    assert notes_of(boss) == every
