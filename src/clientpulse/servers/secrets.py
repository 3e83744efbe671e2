"""Passwords and tokens, which are asked for when they are needed and kept nowhere."""

from __future__ import annotations

import base64
import contextlib
import os
import select
import shlex
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import PurePath

from clientpulse.errors import SourceError
from clientpulse.quoting import printable
from clientpulse.servers.signing_in import Account

SECONDS = 60
LONGEST_OUTPUT = 100_000
_NO_PROGRAM, _NOT_ALLOWED = 127, 126  # as shells say it


@dataclass(frozen=True, slots=True)
class Secret:
    """A password or an access token; neither ``repr`` nor ``str`` of it shows which one."""

    text: str = field(repr=False)
    is_token: bool = False

    def stands_in(self, said: str, user: str) -> bool:
        """Tell whether a server repeats it, in any form in which it was sent."""
        quoted = self.text.replace("\\", "\\\\").replace('"', '\\"')
        sent = (
            f"\0{user}\0{self.text}",
            f"user={user}\x01auth=Bearer {self.text}\x01\x01",
            f"{user}:{self.text}",
        )
        coded = (base64.b64encode(one.encode()).decode() for one in (self.text, *sent))
        return any(one.rstrip("=") in said for one in (self.text, quoted, *coded))


def secret_of(account: Account) -> Secret | None:
    """Ask the command of an account for what it signs in with; None where it has none.

    The command runs in a shell, as that of mbsync and msmtp does, so that theirs can be copied:
    with a pipe, with ``~`` and ``$HOME``. What it has to ask it asks at the terminal itself or in
    a window, as gpg does: our input isn't its input, and what it says is shown nowhere, for a
    secret could be in it.

    Raises:
        SourceError: It gives none.
    """
    is_token = account.token_command is not None
    command = account.token_command or account.password_command
    if command is None:
        return None
    setting = "token_command" if is_token else "password_command"
    line = _first_line(command, f"{setting} of {account.name} ({_program(command)})", setting)
    return Secret(line.strip() if is_token else line, is_token)


def password(command: str, name: str, seconds: float | None = None) -> str:
    """Ask a command for a password.

    Args:
        name: What the settings are called that it stands in.
        seconds: How long it is waited for, if not as always.

    Raises:
        SourceError: It gives none.
    """
    setting = "password_command"
    return _first_line(command, f"{setting} of {name} ({_program(command)})", setting, seconds)


def _first_line(command: str, name: str, setting: str, seconds: float | None = None) -> str:
    hint = f"run it in a terminal: the first line that {setting} prints has to be the secret"
    seconds = SECONDS if seconds is None else seconds
    try:
        output, status = _run(command, seconds)
    except subprocess.TimeoutExpired:
        raise SourceError(f"the {name} didn't end within {seconds:g} seconds", hint) from None
    except OSError as error:
        raise SourceError(f"the {name} can't be run: {error.strerror}", hint) from None
    if status in (_NO_PROGRAM, _NOT_ALLOWED):
        raise SourceError(f"the {name} can't be run: there is no such program", hint)
    if status:
        raise SourceError(f"the {name} failed with exit code {status}", hint)
    try:
        line = output.split(b"\n", 1)[0].removesuffix(b"\r").decode()
    except UnicodeDecodeError:
        line = "\0"
    if not line.strip():
        raise SourceError(f"the {name} printed nothing", hint)
    if any(ord(one) < ord(" ") for one in line):
        raise SourceError(f"the {name} printed something that isn't text", hint)
    return line


def _run(command: str, seconds: float) -> tuple[bytes, int]:
    """Run a command; return what it printed, the beginning of it, and its exit code."""
    until = time.monotonic() + seconds
    # Where nobody can be asked, what the shell has started is ended along with it.
    alone = not _has_terminal()
    with subprocess.Popen(
        ["/bin/sh", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=alone,
    ) as process:
        assert process.stdout is not None
        try:
            output = _output(process.stdout.fileno(), until)
            if len(output) > LONGEST_OUTPUT:
                _end(process, group=alone)
                return output, 0
            return output, process.wait(max(0.0, until - time.monotonic()))
        except BaseException:
            _end(process, group=alone)
            raise


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _end(process: subprocess.Popen[bytes], *, group: bool) -> None:
    if group:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _output(pipe: int, until: float) -> bytes:
    output = b""
    while len(output) <= LONGEST_OUTPUT:
        left = until - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise subprocess.TimeoutExpired("", SECONDS)
        said = os.read(pipe, LONGEST_OUTPUT)
        if not said:
            break
        output += said
    return output


def _program(command: str) -> str:
    """Return the name of the program that a command begins with, and nothing of what follows."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words or "=" in words[0]:  # what is set for the command may be the secret
        return "a command"
    return printable(PurePath(words[0]).name)
