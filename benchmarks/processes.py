"""Run whole processes and measure them from outside."""

from __future__ import annotations

import fcntl
import os
import pty
import statistics
import struct
import subprocess
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROWS, COLUMNS = 50, 120

# What a person's shell would hand on, and nothing of this machine's own settings.
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LANG": "C.UTF-8",
    "TERM": "xterm-256color",
    "PAGER": "",  # nobody is there to leave it
}


class RunError(Exception):
    """A command that was to be measured doesn't work."""


@dataclass(frozen=True)
class Command:
    """A command line to measure.

    Attributes:
        words: The program and its arguments.
        environment: Variables beside the usual ones.
        terminal: Give it a pseudo terminal of 120 columns; a pipe otherwise.
    """

    words: tuple[str | Path, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    terminal: bool = True


@dataclass(frozen=True)
class Run:
    """How one process went.

    Attributes:
        seconds: From just before it was started until it was gone.
        peak_mb: The most memory it held at once, in MB (1,000,000 bytes). A child starts out as a
            copy of us, and the system counts that too; so this process has to stay small.
    """

    seconds: float
    peak_mb: float


def run(command: Command) -> Run:
    """Run a command once.

    Raises:
        RunError: It isn't there, failed or said nothing.
    """
    with tempfile.TemporaryFile() as errors:
        if command.terminal:
            reading, writing = pty.openpty()
            fcntl.ioctl(writing, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            streams = {"stdin": writing, "stdout": writing, "stderr": writing}
        else:
            reading, writing = os.pipe()
            streams = {"stdin": subprocess.DEVNULL, "stdout": writing, "stderr": errors}
        started = time.perf_counter()
        try:
            process = subprocess.Popen(
                command.words, env={**ENVIRONMENT, **command.environment}, **streams
            )
        except OSError as error:
            os.close(reading)
            raise RunError(f"{command.words[0]}: {error.strerror}") from error
        finally:
            os.close(writing)
        output = _drain(reading)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode or not output.strip():
            raise RunError(_what_it_said(process.returncode, output, errors))
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 if os.uname().sysname == "Linux" else 1
    return Run(seconds, usage.ru_maxrss * unit / 1e6)


def alternate(commands: Sequence[Command], runs: int) -> list[list[Run]]:
    """Run commands in turn, so that whatever else the machine does hits all of them alike.

    Returns:
        By command its runs; one more each, before them, warms the caches and isn't counted.
    """
    found: list[list[Run]] = [[] for _ in commands]
    for number in range(runs + 1):
        for index, command in enumerate(commands):
            one = run(command)
            if number:
                found[index].append(one)
    return found


def median_ms(runs: Sequence[Run]) -> float:
    """Return the median time in milliseconds."""
    return statistics.median(one.seconds for one in runs) * 1000


def _drain(descriptor: int) -> bytes:
    """Read until nobody can write any more, so that the process never waits for us.

    Returns:
        The end of what was written.
    """
    end = b""
    while True:
        try:
            part = os.read(descriptor, 1 << 16)
        except OSError:  # how Linux says that a terminal's other side is closed
            break
        if not part:
            break
        end = (end + part)[-4096:]
    os.close(descriptor)
    return end


def _what_it_said(code: int, output: bytes, errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = (errors.read() or output).decode(errors="replace").strip().splitlines()
    wrong = [line for line in lines if "rror" in line]
    said = (wrong or lines or ["nothing"])[-1].strip()
    return f"ended with {code} and said: {said}"
