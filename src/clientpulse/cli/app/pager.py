"""What is longer than the screen goes through the pager, as in git: ``$PAGER``, else less."""

from __future__ import annotations

import io
import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from clientpulse import output

USUAL = "less -FRX"
NO_PAGERS: tuple[list[str], ...] = ([], ["cat"])

ENDED_BY_THE_READER = {-signal.SIGINT, 128 + signal.SIGINT, -getattr(signal, "SIGPIPE", 13)}


class Held(io.StringIO):
    """Holds what is written for a terminal, and answers as that terminal does."""

    def __init__(self, terminal: TextIO) -> None:
        super().__init__()
        self._terminal = terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """How the terminal encodes its text."""
        return self._terminal.encoding or "utf-8"

    def fileno(self) -> int:
        """Return the terminal's number, to ask for its size."""
        return self._terminal.fileno()

    def isatty(self) -> bool:
        """Say that there is a terminal."""
        return True


def is_wanted() -> bool:
    """Tell whether the environment lets us have a pager."""
    return os.environ.get("TERM", "dumb") != "dumb" and _words() not in NO_PAGERS


@contextmanager
def paged(stream: TextIO, pages: bool) -> Iterator[TextIO]:
    """Hold what is written, and show it at the end: through the pager where it is too long.

    Args:
        pages: Whether the pager may be used at all; a pipe never gets it.
    """
    if not stream.isatty():
        yield stream
        return
    held = Held(stream)
    yield held
    text = held.getvalue()
    rows = output.cells.rows_of(text, output.cells.columns_of(stream))
    is_long = rows >= output.cells.lines_of(stream)
    if not (pages and is_long and _is_real(stream) and _read_in_pager(text, stream)):
        stream.write(text)


def _is_real(stream: TextIO) -> bool:
    with suppress(OSError, ValueError):
        return os.isatty(stream.fileno())
    return False


def _words() -> list[str]:
    try:
        return shlex.split(os.environ.get("PAGER", USUAL))
    except ValueError:
        return shlex.split(USUAL)


def _read_in_pager(text: str, stream: TextIO) -> bool:
    """Let somebody read a text in the pager; return whether it was shown.

    Ctrl-C belongs to the pager: less ends a search with it.
    """
    words = _words()
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    if os.path.basename(words[0]) == "less":  # noqa: PTH119  as typed, not a path of ours
        # Whoever set LESS needn't have thought of colours.
        words.append("-R")
    stream.flush()
    interrupted: list[object] = []
    before = signal.signal(signal.SIGINT, lambda *told: interrupted.append(told))
    try:
        process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=stream.fileno(), env=environment
        )
        process.communicate(text.encode(stream.encoding or "utf-8", "backslashreplace"))
    except (OSError, ValueError):
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode in {0, *ENDED_BY_THE_READER} or bool(interrupted)
