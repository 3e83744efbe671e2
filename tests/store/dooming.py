"""Running commands that die at a chosen moment, and looking at what they leave behind."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.processes import environment

PROGRAM = Path(__file__).parent / "doomed.py"


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (-9 when it was killed), what it said, how far it came."""

    code: int
    out: str
    statements: int
    ticks: int


class Doomed:
    """The program of doomed.py."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, store: Path | str, *arguments: str, **moment: int) -> Ended:
        """Run a command line on a store; ``statement=`` or ``tick=`` says when it dies."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked: dict[str, Any] = {"store": str(store), "arguments": arguments, **moment}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))


@contextmanager
def doomed(folder: Path) -> Iterator[Doomed]:
    """Start the program."""
    with subprocess.Popen(
        [sys.executable, str(PROGRAM)],
        env=environment(folder / "unnamed.db"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Doomed(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


def put_back(store: Path, whole: Path) -> None:
    """Make a store what it was, with nothing of the last kill beside it."""
    Path(f"{store}-journal").unlink(missing_ok=True)
    shutil.copy(whole, store)


def cut_in_the_middle(store: Path, whole: Path) -> bool:
    """Tell whether a kill left a file that is written in part, with what repairs it beside it."""
    journal = Path(f"{store}-journal")
    return journal.exists() and store.read_bytes() != whole.read_bytes()


def sound_notes(store: Path) -> list[str]:
    """Return what is logged, in order, after looking at the whole file."""
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [row[0] for row in connection.execute("SELECT note FROM touchpoint ORDER BY id")]
