"""A notice on the desktop: by a command that was named, or by what the system has for it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import IO

from clientpulse.errors import ClientpulseError, ExitCode
from clientpulse.quoting import printable
from clientpulse.sending.command import first_line

SECONDS = 10
_MOST_READ = 16_000
# The texts are arguments of the script, and never part of it.
_SCRIPT = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\\": "\\\\"})
_OTHERWISE = "try it in a terminal, or name another: pulse config set notify_command COMMAND"
_WRONG = "correct it, or leave it to the desktop: pulse config unset notify_command"


class NotShownError(ClientpulseError):
    """The notice wasn't shown."""

    exit_code = ExitCode.UNREACHABLE


def notify(title: str, text: str, command: Sequence[str] | None = None) -> None:
    """Show a notice on the desktop.

    Args:
        title: A harmless line.
        text: One or more of them.
        command: Shows it, given the title and the text as its last two arguments.

    Raises:
        NotShownError: It can't be run, fails or doesn't end.
    """
    texts = _no_option(title), _no_option(text)
    line = _of_system(*texts) if command is None else [*command, *texts]
    program = printable(line[0])
    # Into a file: what it leaves running may hold on to a pipe for ever.
    with tempfile.TemporaryFile() as stderr:
        status = _run(line, stderr, _missing() if command is None else _WRONG)
        if status:
            stderr.seek(0)
            why = first_line(stderr.read(_MOST_READ), line[:-2])
            message = f"{program} failed with exit code {status}{why and f': {why}'}"
            raise NotShownError(message, _OTHERWISE)


def _run(line: Sequence[str], stderr: IO[bytes], missing: str) -> int:
    program = printable(line[0])
    try:
        done = subprocess.run(
            line,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotShownError(f"{program} didn't end within {SECONDS} seconds", _OTHERWISE) from None
    except FileNotFoundError:
        raise NotShownError(f"no notice was shown: there is no {program}", missing) from None
    except OSError as error:
        raise NotShownError(f"{program} can't be run: {error.strerror}", _OTHERWISE) from None
    return done.returncode


def _no_option(text: str) -> str:
    return f" {text}" if text.startswith("-") else text


def _of_system(title: str, text: str) -> list[str]:
    if sys.platform == "darwin":
        script = [word for line in _SCRIPT for word in ("-e", line)]
        return ["osascript", *script, title, text]
    # It reads markup in the text, and escapes with a backslash.
    return ["notify-send", "--app-name=clientpulse", "--", title, text.translate(_MARKUP)]


def _missing() -> str:
    install = "" if sys.platform == "darwin" else "install libnotify-bin, or "
    return f"{install}name a program that shows notices: pulse config set notify_command COMMAND"
