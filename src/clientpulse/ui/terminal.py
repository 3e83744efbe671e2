"""The terminal that the screen is drawn on: left as it was found, however the program ends.

Textual looks after that where the program ends by itself. The rest is here: signals, a window that
is closed, bytes that aren't text, and a program that was put to sleep and woken.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from clientpulse.ui.frame import Frame

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_BETWEEN_LOOKS = 1.0


class Terminal(LinuxDriver):
    """Draws on standard output, and reads keys from standard input."""

    def __init__(self, app: Frame, **how: Any) -> None:
        super().__init__(app, **how)
        self._frame = app
        self._file = cast("Any", _Lasting(cast("TextIO", sys.__stdout__)))
        self._loop = asyncio.get_running_loop()
        self._is_shown, self._told = False, 0
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._end)
        self._look()

    def _end(self, number: int, _: object) -> None:
        # The first waits for what is being stored, the second doesn't, the third ends anything.
        self._told += 1
        if self._told > 1:
            signal.signal(number, signal.SIG_DFL)
        self._loop.call_soon_threadsafe(self._frame.end_by, number)

    def _look(self) -> None:
        """End where the window was closed, and nobody said so."""
        if os.isatty(self.fileno):
            self._loop.call_later(SECONDS_BETWEEN_LOOKS, self._look)
        else:
            self._frame.end_by(signal.SIGHUP)

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._is_shown = True

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self._is_shown = False
        # An answer of the terminal that comes only now would turn on what is turned off below.
        self.disable_input()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        super().stop_application_mode()

    def _sigtstp_application(self, *told: object) -> None:
        if self._is_shown:
            # In its turn: what is being drawn just now isn't to be cut off.
            self._loop.call_soon_threadsafe(super()._sigtstp_application)
        else:
            super()._sigtstp_application()

    def _sigcont_application(self, *told: object) -> None:
        if not self._is_shown:
            super()._sigcont_application()
        self._loop.call_soon_threadsafe(self._frame.draw_again)

    def run_input_thread(self) -> None:
        """Read keys; what isn't text is passed over."""
        while True:
            with contextlib.suppress(UnicodeDecodeError):
                super().run_input_thread()
                return


class _Lasting:
    """A file that takes what is drawn also when nobody sees it any more: the end needs no error."""

    def __init__(self, file: TextIO) -> None:
        self._number, self._encoding = file.fileno(), file.encoding

    def fileno(self) -> int:
        return self._number

    def write(self, text: str) -> None:
        left = text.encode(self._encoding, "backslashreplace")
        with contextlib.suppress(OSError):
            while left:
                left = left[os.write(self._number, left) :]

    def flush(self) -> None:
        """Nothing is held back."""
