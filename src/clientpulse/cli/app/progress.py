"""Telling somebody who waits how far a long command has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from clientpulse.output.safe import one_line

PATIENCE_SECONDS = 1.0
BETWEEN_SECONDS = 0.2


class Progress:
    """One line on stderr that counts up; nothing where stderr isn't a terminal.

    Args:
        doing: What takes so long; it may hold the name of a file.
        counting: What is counted where nobody knows the whole: ``messages``; None for bytes.
    """

    def __init__(self, doing: str, counting: str | None = None) -> None:
        self._doing = one_line(doing)
        self._counting = counting
        self._next = time.monotonic() + PATIENCE_SECONDS
        self._shown = False
        self._watched = sys.stderr.isatty()

    def at(self, done: int, total: int | None) -> None:
        """Say how far it has come, but not at once and not too often."""
        now = time.monotonic()
        if not self._watched or now < self._next:
            return
        self._next = now + BETWEEN_SECONDS
        self._shown = True
        so_far = f"{done:,} {self._counting}" if self._counting else f"{done // 1000:,} kB"
        far = f"{min(done * 100 // total, 100)} %" if total else so_far
        sys.stderr.write(f"\r{self._doing} {far} ")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


@contextmanager
def progress(doing: str, counting: str | None = None) -> Iterator[Progress]:
    """Show progress while the block runs."""
    line = Progress(doing, counting)
    try:
        yield line
    finally:
        line.clear()


@contextmanager
def said_when_slow(what: str) -> Iterator[None]:
    """Tell a person at a terminal what takes long, when it takes more than a second."""

    def say() -> None:
        sys.stderr.write(f"{what} ...\n")
        sys.stderr.flush()

    timer = Timer(PATIENCE_SECONDS, say)
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
