"""Answering questions: a real process on a real terminal, one answer at a time."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.processes import environment, until_it_waits

PATIENCE = 60

CONTROL_C, END = "\x03", "\x04"

COLOURS = re.compile(r"\x1b\[[0-9;]*m")

# Only a terminal that is the process's own turns a key into an interrupt.
OF_ITS_OWN_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from clientpulse.__main__ import main
sys.argv[0] = "pulse"
main()
"""

Meanwhile = Callable[[], object]


def walk(
    store: Path, *answers: str | Meanwhile, command: Sequence[str] = ("dial",), **more: str
) -> tuple[int, str]:
    """Answer each question in its turn; what can be called is done before the next answer."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", OF_ITS_OWN_TERMINAL, *command],
        env=environment(store, TERM="xterm", COLUMNS="80", **more),
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    )
    os.close(inner)
    waiting = list(answers)
    said = b""
    while True:
        if not select.select([outer], [], [], PATIENCE)[0]:
            process.kill()
            raise AssertionError(f"nothing comes any more behind {said!r}")
        try:
            some = os.read(outer, 65_536)
        except OSError:  # what a pseudo terminal says when the other side has gone
            break
        if not some:
            break
        said += some
        if not said.endswith((b"? ", b"]: ")):
            continue
        while waiting and callable(waiting[0]):
            waiting.pop(0)()  # type: ignore[operator]
        answer = waiting.pop(0) if waiting else END
        assert isinstance(answer, str)
        until_it_waits(process.pid)
        # The question isn't to be found a second time.
        said += b"\n"
        os.write(outer, (answer if answer in {CONTROL_C, END} else f"{answer}\n").encode())
    os.close(outer)
    code = process.wait(60)
    assert not waiting, (waiting, said)
    return code, COLOURS.sub("", said.decode().replace("\r\n", "\n"))
