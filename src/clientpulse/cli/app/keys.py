"""Reading one key at a terminal, without Enter."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

try:
    import termios
    import tty
except ImportError:  # pragma: no cover  not on Windows: there Enter is needed
    termios = None  # type: ignore[assignment]

ENTER, END, ESCAPE = b"\r\n", b"\x04", b"\x1b"
LONGEST_KEY = 16
"""How many bytes one key sends at most: an arrow, a letter of another script."""


def ask_key(prompt: str) -> str:
    """Ask on stderr, and read one key.

    Args:
        prompt: A harmless text.

    Returns:
        The letter in small; nothing for Enter, and for a key that is no letter.

    Raises:
        typer.Abort: Nobody types any more.
    """
    sys.stderr.write(prompt)
    sys.stderr.flush()
    typed = _read()
    if not typed or typed.startswith(END):
        raise typer.Abort
    if typed.startswith(ESCAPE):
        typed = b"?"
    letter = typed.strip(ENTER).decode(errors="replace")[:1].lower()
    shown = letter if letter.isprintable() else "?"
    sys.stderr.write(f"{shown}\n" if termios else "")
    sys.stderr.flush()
    return shown


def _read() -> bytes:
    if termios is None:
        return sys.stdin.buffer.readline()
    with _keys_at_once(sys.stdin.fileno()) as terminal:
        first = os.read(terminal, 1)
        return first if first.isascii() and first != ESCAPE else first + _rest(terminal)


def _rest(terminal: int) -> bytes:
    """Read what else a key has sent already."""
    os.set_blocking(terminal, False)
    try:
        return os.read(terminal, LONGEST_KEY)
    except BlockingIOError:
        return b""
    finally:
        os.set_blocking(terminal, True)


@contextmanager
def _keys_at_once(terminal: int) -> Iterator[int]:
    """Let the terminal hand out keys as they are typed, those that were typed ahead, too."""
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        yield terminal
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
