"""Killing a program in the middle of its work, at chosen statements and at random moments."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).parent


class Mortal:
    """The program of mortal.py."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, store: Path, *, delay: float | None = None, statement: int = 0) -> int:
        """Let a child work on a store.

        Args:
            store: The store.
            delay: After how many seconds to kill it; None to let it end.
            statement: The statement to die before; 0 for none.

        Returns:
            Its exit code; -9 when it was killed.
        """
        child = int(self._ask(f"{store}\t{statement or ''}"))
        if delay is not None:
            time.sleep(delay)  # the moment of the kill, nothing is waited for
            os.kill(child, signal.SIGKILL)
        return int(self._ask("how did it end"))

    def seconds(self, store: Path) -> float:
        """Measure how long the work takes when nobody kills it."""
        start = time.perf_counter()
        assert self.run(store) == 0
        return time.perf_counter() - start

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@contextmanager
def mortal(action: str, argument: Path) -> Iterator[Mortal]:
    """Start the program: ``upgrade SCRIPTS`` or ``restore BACKUP``."""
    command = [sys.executable, str(FOLDER / "mortal.py"), action, str(argument)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Mortal(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0


def moments(seconds: float, count: int) -> list[float]:
    """Return random delays over a work that takes so long, and a little beyond its end."""
    chance = random.Random(20261121)
    return [chance.uniform(0, 1.15 * seconds) for _ in range(count)]
