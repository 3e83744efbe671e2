"""Asking a scheduler's own program, which may be missing, refuse or never answer."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from dataclasses import dataclass

from clientpulse.errors import ClientpulseError, ExitCode

SECONDS = 20


class SchedulerError(ClientpulseError):
    """The computer's scheduler isn't there, or refuses."""

    exit_code = ExitCode.UNREACHABLE


@dataclass(frozen=True, slots=True)
class Said:
    """What a program answered."""

    code: int
    out: bytes
    err: str

    @property
    def why(self) -> str:
        """Its complaint, in one line."""
        lines = self.err.strip().splitlines()
        return lines[0].strip() if lines else f"it ended with {self.code}"


def ask(*command: str, told: bytes = b"") -> Said:
    """Run a program, tell it something, and return what it said.

    It gets files and no pipes: whatever it leaves running can't be waited for then.

    Raises:
        SchedulerError: It can't be started, or doesn't end.
    """
    environment = {**os.environ, "LC_ALL": "C"}
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        given.write(told)
        given.seek(0)
        try:
            process = subprocess.Popen(
                command,
                stdin=given,
                stdout=out,
                stderr=err,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise SchedulerError(
                f"{command[0]} can't be started: {error.strerror}", "name another: --with"
            ) from None
        try:
            code = process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise SchedulerError(
                f"{' '.join(command[:3])} hasn't answered for {SECONDS} seconds",
                "try again, or name another scheduler: --with",
            ) from None
        finally:
            if process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        for one in (out, err):
            one.seek(0)
        return Said(code, out.read(), err.read().decode(errors="replace"))


def insist(*command: str, told: bytes = b"") -> bytes:
    """Run a program that has to succeed, and return what it printed.

    Raises:
        SchedulerError: It failed.
    """
    said = ask(*command, told=told)
    if said.code:
        raise SchedulerError(
            f"{command[0]} refuses: {said.why}", "name another scheduler: --with cron, systemd"
        )
    return said.out
