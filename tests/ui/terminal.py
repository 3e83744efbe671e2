"""A terminal with the program in it: a real one, whose screen and whose modes can be looked at."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyte

from tests.hostile import FORBIDDEN

DAY, NOW = "2026-11-27", "2026-11-27 09:00"
"""The day of the demo, a Friday, and the time on it."""

LAUNCH = Path(__file__).with_name("launch.py")
PATIENCE = 60.0
"""So many seconds something may take on a busy machine before it counts as never."""

KEYS = {
    "enter": "\r", "escape": "\x1b[27u", "tab": "\t", "backspace": "\x7f", "up": "\x1b[A",
    "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "shift+tab": "\x1b[Z", "home": "\x1b[H",
    "end": "\x1b[F", **{f"ctrl+{one}": chr(ord(one) - 96) for one in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip

# Esc is sent as newer terminals do: the older way takes it for the beginning of what comes next.

BEFORE = {7: True, 25: True}
"""The modes that a terminal begins with: lines are wrapped, the cursor is seen; the rest is off."""

# What the screen may send: colours, the cursor's place, modes, the keyboard, what is copied, the
# pointer's shape.
_SENT = re.compile(
    "\x1b\\[[0-9;]*m|\x1b\\[[0-9]+;[0-9]+H|\x1b\\[H|\x1b\\[\\?[0-9]+[hl]|\x1b\\[\\?[0-9]+\\$p"
    "|\x1b\\[>[0-9]+u|\x1b\\[<u|\x1b\\]52;c;[A-Za-z0-9+/=]*\x07|\x1b\\]22;[a-z]+\x07"
    "|\x1b\\[[0-9]* q|\r"
)
_BLINKS = re.compile("\x1b\\[(?:[0-9]+;)*[56](?:;[0-9]+)*m")
_COLORS = re.compile("[345]8;(?:5;[0-9]+|2;[0-9]+;[0-9]+;[0-9]+)")
_MODES = re.compile(rb"\x1b\[\?([0-9]+)([hl])|\x1b\[(>[0-9]+|<)u")
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-z]|\x1b\][^\x07]*\x07")
"""What pyte would draw."""
_BEGUN = re.compile(rb"\x1b(?:\[[0-?]*|\][^\x07]*)?\Z")
_ASKED = re.compile(rb"\x1b\[\?([0-9]+)\$p")


class _Screen(pyte.Screen):
    """A screen that is empty whenever the other one is shown; modes are looked at elsewhere."""

    def set_mode(self, *modes: int, **how: Any) -> None:
        super().set_mode(*(one for one in modes if one in BEFORE), **how)
        self._other(modes)

    def reset_mode(self, *modes: int, **how: Any) -> None:
        super().reset_mode(*(one for one in modes if one in BEFORE), **how)
        self._other(modes)

    def _other(self, modes: tuple[int, ...]) -> None:
        if 1049 in modes:
            self.erase_in_display(2)
            self.cursor_position()


class Terminal:
    """The program in a terminal.

    Args:
        words: What stands behind ``pulse``.
        modern: It answers what it is asked, and tells its size itself.
        fault: What is broken in the program; see launch.py.
        stderr: Where that goes instead.
    """

    def __init__(
        self,
        *words: str,
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (120, 40),
        modern: bool = False,
        fault: str = "",
        stderr: IO[str] | None = None,
    ) -> None:
        self._master, self._slave = os.openpty()
        self.size = size
        self._set_size()
        self.attributes = termios.tcgetattr(self._slave)
        self.modern = modern
        self.sent = b""
        self._screen = _Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._answered = 0
        self._begun = b""
        self.process = subprocess.Popen(
            [sys.executable, str(LAUNCH), fault, *words],
            stdin=self._slave,
            stdout=self._slave,
            stderr=stderr or self._slave,
            start_new_session=True,
            env={**_plain_environment(), **(env or {})},
        )

    # -- what is seen --

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        # A wide character has an empty place behind it.
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The same, as one text."""
        return "\n".join(self.lines)

    def until(self, seen: str | Callable[[], bool], patience: float = PATIENCE) -> float:
        """Wait until a text is on the screen, or something is so; return the seconds it took."""
        begun = time.monotonic()
        is_so = (lambda: seen in self.text) if isinstance(seen, str) else seen
        while not is_so():
            left = begun + patience - time.monotonic()
            has_ended = not self.is_running
            if left <= 0 or not (self._read(min(left, 0.05)) or not has_ended or is_so()):
                raise AssertionError(f"never seen: {seen}\n{self.text}\n{self.said_at_the_end}")
        return time.monotonic() - begun

    def rest(self, still: float = 0.3) -> None:
        """Wait until nothing was drawn for a while."""
        deadline = time.monotonic() + PATIENCE
        while self._read(still) and time.monotonic() < deadline:
            pass

    def look_on(self, seconds: float) -> None:
        """Look at what is drawn for some time."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            read = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.sent += read
        drawn = self._begun + read
        begun = _BEGUN.search(drawn)
        self._begun = begun[0] if begun else b""
        self._stream.feed(_UNKNOWN.sub(b"", drawn[: len(drawn) - len(self._begun)]))
        if self.modern:
            self._answer()
        return bool(read)

    def _answer(self) -> None:
        for asked in _ASKED.finditer(self.sent, self._answered):
            self._answered = asked.end()
            self._write(f"\x1b[?{int(asked[1])};2$y".encode())

    # -- what is done --

    def press(self, *keys: str) -> None:
        """Press keys, by their names."""
        self._write("".join(KEYS.get(key, key) for key in keys).encode())

    def type(self, text: str) -> None:
        """Type a text."""
        self._write(text.encode())

    def paste(self, text: str) -> None:
        """Paste a text."""
        self._write(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def write(self, typed: bytes) -> None:
        """Send bytes, whatever they are."""
        self._write(typed)

    def _write(self, typed: bytes) -> None:
        while typed:
            ready = select.select([], [self._master], [], 0.05)[1]
            if ready:
                typed = typed[os.write(self._master, typed[:1024]) :]
            self._read(0)

    def resize(self, columns: int, lines: int) -> None:
        """Make the window another size."""
        self.size = columns, lines
        # What is drawn meanwhile is for the old size, as it is for a real terminal.
        self._screen.resize(lines, columns)
        self._set_size()
        if self.modern and self.modes.get(2048):
            self._write(f"\x1b[48;{lines};{columns};{lines * 20};{columns * 10}t".encode())

    def _set_size(self) -> None:
        columns, lines = self.size
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def tell(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.process.pid, number)

    def close(self) -> None:
        """Close the window."""
        for one in (self._slave, self._master):
            with contextlib.suppress(OSError):
                os.close(one)

    # -- how it ends --

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def until_stopped(self) -> None:
        """Wait until the program is put to sleep, as a shell does."""
        self.until(lambda: self._state == "T")
        while self._read(0.05):
            pass

    @property
    def _state(self) -> str:
        status = Path(f"/proc/{self.process.pid}/stat").read_text()
        return status.rpartition(")")[2].split()[0]

    def ends(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended, and return its exit code; that of a signal is minus."""
        self.until(lambda: not self.is_running, patience)
        while self._read(0):
            pass
        return self.process.wait()

    @property
    def modes(self) -> dict[int, bool]:
        """The modes that were set and not taken back, and the other way round; 0: the keyboard."""
        found: dict[int, bool] = {}
        for one in _MODES.finditer(self.sent):
            if one[1]:
                found[int(one[1])] = one[2] == b"h"
            else:
                found[0] = one[3] != b"<"
        return {mode: on for mode, on in found.items() if on != BEFORE.get(mode, False)}

    @property
    def left_over(self) -> object:
        """What isn't as it was before; empty where all is."""
        if termios.tcgetattr(self._slave) != self.attributes:
            return "attributes", self.modes
        return self.modes

    @property
    def said_at_the_end(self) -> str:
        """What was said after the screen was left, without its looks."""
        last = self.sent.rpartition(b"\x1b[?1049l")[2].decode(errors="replace")
        return _SENT.sub("", last)

    def assert_harmless(self) -> None:
        """Hold all that was sent to what only shows, and to what the screen itself sends."""
        sent = self.sent.decode()
        colorless = _COLORS.sub("0", sent)
        assert not _BLINKS.search(colorless), _BLINKS.search(colorless)
        left = _SENT.sub("", sent)
        found = FORBIDDEN.search(left)
        assert not found, left[max(0, found.start() - 80) : found.end() + 20]


def _plain_environment() -> dict[str, str]:
    left_out = {"COLUMNS", "LINES", "NO_COLOR", "COLORTERM", "TERM_PROGRAM", "TMUX"}
    found = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**found, "TERM": "xterm-256color", "PYTHONUNBUFFERED": ""}


@contextmanager
def in_terminal(*words: str, **how: Any) -> Iterator[Terminal]:
    """Start the program in a terminal; whatever comes, it doesn't outlive the test."""
    terminal = Terminal(*words, **how)
    try:
        yield terminal
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(terminal.process.pid, signal.SIGKILL)
        terminal.process.wait()
        terminal.close()
