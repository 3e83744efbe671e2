"""What a scheduler is to run: absolute paths only, and nothing of the environment but places."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from clientpulse.errors import InputError
from clientpulse.quoting import quoted

ZONES = "/usr/share/zoneinfo"
PLACES = (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "CLIENTPULSE_CONFIG",
    "GNUPGHOME",
    "PASSWORD_STORE_DIR",
    "PGPASSFILE",
    "PGSERVICEFILE",
)
"""What says where something is. Whatever else the environment holds may be a secret."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is run, and when.

    Attributes:
        command: The program and its arguments.
        environment: What is set for it.
        times: At least one, in their order, to the minute.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]
    times: tuple[time, ...]
    store: Path

    @property
    def zone(self) -> str:
        """The time zone of the job, where the computer goes by another."""
        named = self.environment.get("TZ", "")
        try:
            is_same = Path(ZONES, named).read_bytes() == Path("/etc/localtime").read_bytes()
        except OSError:
            is_same = False
        return "" if is_same else named


def job_for(store: Path, times: tuple[time, ...], location: str | None = None) -> Job:
    """Return the job that runs this program on a store.

    Args:
        location: What ``--db`` is given, where that isn't the file itself.

    Raises:
        InputError: A path holds what can't be written into a line.
    """
    store = Path(os.path.abspath(store))  # noqa: PTH100  no link is followed
    where = ("--db", location or str(store))
    command = (*program(), "--no-input", *where, "timer", "run", "--scheduled")
    job = Job(command, dict(_environment(os.environ)), times, store)
    for one in (*job.command, *job.environment.values()):
        if not _is_a_line(one):
            raise InputError(
                f"a path has a character that a timer can't take: {quoted(one)}",
                "give the file or the folder another name",
            )
    return job


def program() -> tuple[str, ...]:
    """Return how this program is started: as it was now, or by its interpreter."""
    started = Path(os.path.abspath(sys.argv[0]))  # noqa: PTH100  a link outlives an upgrade
    if started.name == "pulse" and started.is_file() and os.access(started, os.X_OK):
        return (str(started),)
    return (sys.executable, "-P", "-m", "clientpulse")


def passing_place(path: str) -> bool:
    """Tell whether a program is in a place that is emptied sooner or later."""
    temporary = {tempfile.gettempdir(), "/tmp", "/var/tmp"}
    real = os.path.realpath(path)
    caches = ("/.cache/", "/pipx/.cache/", "/Library/Caches/")
    return any(real.startswith(f"{os.path.realpath(one)}/") for one in temporary) or any(
        one in shown for one in caches for shown in (real, path)
    )


def _environment(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    folders = dict.fromkeys(one for one in given.get("PATH", os.defpath).split(os.pathsep))
    yield "PATH", os.pathsep.join(one for one in folders if Path(one).is_absolute())
    for name in PLACES:
        if given.get(name):
            yield name, os.path.abspath(os.path.expanduser(given[name]))  # noqa: PTH100, PTH111
    if given.get("TZ"):
        yield "TZ", given["TZ"]


def _is_a_line(text: str) -> bool:
    return not any(
        ord(one) < 32 or 127 <= ord(one) < 160 or one in "\u2028\u2029" for one in text
    ) and (text == text.encode(errors="ignore").decode())
