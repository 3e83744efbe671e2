"""Mail given to a program that sends it: ``msmtp -t``."""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import IO

from clientpulse.quoting import printable
from clientpulse.sending.outcomes import PERHAPS, MaybeSentError, NotSentError, RefusedError

SECONDS = 300
LONGEST_REASON = 200
_KEPT = 16_000
_PIECE = 4096
_LOOK_EVERY = 0.1
_BY_SIGNAL = range(129, 160)  # as a shell says it of what it ran
_HINT = "try it in a terminal; to change it: pulse config edit, command under [send]"
_THIS_ONE = {65, 67, 69}
"""EX_DATAERR, EX_NOUSER and EX_UNAVAILABLE: how such programs say that it is about this message."""
_NAMES_A_SECRET = re.compile(r"(?i)pass|secret|token|key|user")
_LOOKS_SECRET = re.compile(
    r"(?i)((?:pass\w*|secret|token|key)\s*[=:]\s*|(?:\bauth [\w-]+|\bbearer) +)\S+"
)


def send(command: Sequence[str], message: bytes) -> None:
    """Give a message to a program, which has taken it when it ends with exit code 0.

    Its lines end as those of any text on this computer do, for that is how such programs read them.

    Raises:
        NotSentError: It didn't take it; with some exit codes, because of this message alone.
        MaybeSentError: It got all of it, and then it didn't say.
    """
    name = _name(command)
    with _started(command) as process:
        try:
            given, said = _talk(process, message.replace(b"\r\n", b"\n"))
            status = process.poll()
        finally:
            process.kill()
    if status == 0:
        return
    ended = "didn't finish" if status is None else "was stopped from outside"
    if status is None or status < 0 or status in _BY_SIGNAL:
        if given:
            raise MaybeSentError(f"{name} got the message and {ended}", PERHAPS)
        raise NotSentError(f"{name} {ended}, without having read the message", _HINT)
    why = first_line(said, command)
    kind = RefusedError if status in _THIS_ONE else NotSentError
    raise kind(f"{name} failed with exit code {status}{why and f': {why}'}", _HINT)


def look(command: Sequence[str]) -> str:
    """Say which program it is.

    Raises:
        NotSentError: There is no such program.
    """
    found = shutil.which(_program(command))
    if found is None:
        raise _missing(command)
    return printable(found)


def _program(command: Sequence[str]) -> str:
    return str(Path(command[0]).expanduser()) if command[0].startswith("~") else command[0]


def _name(command: Sequence[str]) -> str:
    return printable(PurePath(command[0]).name)


def _missing(command: Sequence[str]) -> NotSentError:
    return NotSentError(
        f"there is no program {_name(command)} to send mail with",
        "install it, or correct command under [send]: pulse config edit",
    )


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [_program(command), *command[1:]],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError:
        raise _missing(command) from None
    except OSError as error:
        raise NotSentError(f"{_name(command)} can't be run: {error.strerror}", _HINT) from None


def _talk(process: subprocess.Popen[bytes], message: bytes) -> tuple[bool, bytes]:
    """Hand the message over and wait for the end, or until it is too late.

    Returns:
        Whether all of the message was given, and the beginning of what stood on stderr.
    """
    assert process.stdin is not None
    assert process.stderr is not None
    until = time.monotonic() + SECONDS
    left, said = message, b""
    os.set_blocking(process.stdin.fileno(), False)
    os.set_blocking(process.stderr.fileno(), False)
    with selectors.DefaultSelector() as pipes:
        pipes.register(process.stdin, selectors.EVENT_WRITE)
        pipes.register(process.stderr, selectors.EVENT_READ)
        # A child of the program may hold the pipes open for longer than it runs itself.
        while pipes.get_map() and process.poll() is None and time.monotonic() < until:
            for key, _ in pipes.select(_LOOK_EVERY):
                if key.fileobj is process.stderr:
                    got = _read(process.stderr)
                    said, is_over = (said + got)[:_KEPT], not got
                else:
                    left, is_over = _write(process.stdin, left)
                if is_over:
                    pipes.unregister(key.fileobj)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, until - time.monotonic()))
    while len(said) < _KEPT and (got := _read(process.stderr)):
        said += got
    return not left, said


def _read(pipe: IO[bytes]) -> bytes:
    try:
        return os.read(pipe.fileno(), _PIECE)
    except BlockingIOError:
        return b""


def _write(pipe: IO[bytes], left: bytes) -> tuple[bytes, bool]:
    """Write a piece; return what is left, and whether the pipe is done with, which is closed."""
    try:
        left = left[os.write(pipe.fileno(), left[:_PIECE]) :]
        is_over = not left
    except BrokenPipeError:
        is_over = True
    if is_over:
        pipe.close()
    return left, is_over


def first_line(said: bytes, command: Sequence[str]) -> str:
    """Return the first line that isn't empty, harmless, and without what may be a secret."""
    lines = (one.strip() for one in said.decode("utf-8", "replace").splitlines())
    line = next(filter(None, lines), "").removeprefix(f"{PurePath(command[0]).name}: ")
    for option, value in zip(command, [*command[1:], ""], strict=True):
        _, _, joined = option.partition("=")
        if _NAMES_A_SECRET.search(option):
            for secret in filter(None, (joined, value, *value.split(":", 1)[1:])):
                line = line.replace(secret, "...")
    return printable(_LOOKS_SECRET.sub(r"\1...", line))[:LONGEST_REASON]
