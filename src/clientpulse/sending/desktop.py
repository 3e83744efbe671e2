"""A notice on the desktop: by a command that was named, or by what the system has for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from clientpulse.errors import ClientpulseError, ExitCode
from clientpulse.quoting import printable

SECONDS = 10
# The texts are arguments of the script, and never part of it.
_SCRIPT = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\\": "\\\\"})
_OTHERWISE = "try it in a terminal, or name another: pulse config set notify_command COMMAND"


class NotShownError(ClientpulseError):
    """The notice wasn't shown."""

    exit_code = ExitCode.UNREACHABLE


def notify(title: str, text: str, command: Sequence[str] | None = None) -> None:
    """Show a notice on the desktop.

    Args:
        title: A harmless line.
        text: Another.
        command: Shows it, given the title and the text as its last two arguments.

    Raises:
        NotShownError: It can't be run, fails or doesn't end.
    """
    texts = _no_option(title), _no_option(text)
    line = _of_system(*texts) if command is None else [*command, *texts]
    program = printable(line[0])
    try:
        done = subprocess.run(
            line,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotShownError(f"{program} didn't end within {SECONDS} seconds", _OTHERWISE) from None
    except FileNotFoundError:
        raise NotShownError(f"no notice was shown: there is no {program}", _missing()) from None
    except OSError as error:
        raise NotShownError(f"{program} can't be run: {error.strerror}", _OTHERWISE) from None
    if done.returncode:
        raise NotShownError(f"{program} failed with exit code {done.returncode}", _OTHERWISE)


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
    return f"{install}name what shows notices: pulse config set notify_command COMMAND"
