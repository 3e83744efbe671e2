"""Runs the program as its own process, the way a shell does."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clientpulse.cli import run
from tests.conftest import TODAY, Outcome

PULSE = (sys.executable, "-m", "clientpulse")


def environment(store: Path | str, **more: str) -> dict[str, str]:
    """Return the environment of a process that works on a store on the tests' day."""
    return {**os.environ, "CLIENTPULSE_DB": str(store), "CLIENTPULSE_TODAY": TODAY, **more}


def pulse(
    store: Path | str,
    *arguments: str | bytes,
    env: Mapping[str, str] | None = None,
    limit: float = 120,
    **options: Any,
) -> subprocess.CompletedProcess[str]:
    """Run a command line to its end, which has to come within a number of seconds."""
    return subprocess.run(
        [*PULSE, *arguments],
        env=environment(store, **(env or {})),
        capture_output=not {"stdout", "stderr"} & set(options),
        text=True,
        encoding="utf-8",
        check=False,
        timeout=limit,
        **options,
    )


def in_process(store: Path | str, *arguments: str, today: str = TODAY) -> Outcome:
    """Run a command line in the test's own process, which is a lot faster than a new one."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["--db", str(store), "--today", today, *arguments])
    return Outcome(code, out.getvalue(), err.getvalue())


class Terminal(io.StringIO):
    """A stream that says it is a terminal, so that tables are drawn."""

    def isatty(self) -> bool:
        return True


def drawn(store: Path, *command: str, code: int = 0) -> str:
    """Return what a command draws on a terminal without colours."""
    with contextlib.redirect_stdout(Terminal()) as out:
        assert run(["--db", str(store), "--today", TODAY, "--no-color", *command]) == code
    return out.getvalue()


def python(
    store: Path | str,
    code: str,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    **options: Any,
) -> subprocess.Popen[str]:
    """Start a process that runs Python code of the test's own."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=environment(store, **(env or {})),
        text=True,
        encoding="utf-8",
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )


def until_it_waits(process: int) -> None:
    """Wait until a process reads: an interrupt between its question and that would be lost."""
    status = Path(f"/proc/{process}/stat")
    while status.exists() and status.read_text().rpartition(")")[2].split()[0] in {"R", "D"}:
        os.sched_yield()


def assert_one_error(err: str, *words: str) -> None:
    """Hold what a failing command says to one error, one hint, and between them what there is."""
    error, *choices, hint = err.splitlines()
    assert error.startswith("error: "), err
    assert all(one.startswith("  ") for one in choices), err
    assert hint.startswith("hint: "), err
    for word in words:
        assert word in err, err
