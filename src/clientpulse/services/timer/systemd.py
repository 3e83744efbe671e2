"""A timer of the user's own systemd, which catches up on what was slept through."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Mapping
from datetime import time
from pathlib import Path

from clientpulse.services import private_files
from clientpulse.services.timer import calling, marking
from clientpulse.services.timer.job import ZONES, Job

UNIT = "clientpulse"
RUN_MINUTES = 15

_ZONE = re.compile(r"[A-Za-z][\w+-]*(?:/[\w+-]+)*", re.ASCII)


def why_not() -> str | None:
    """Say why it can't be used here; None where it can."""
    if not shutil.which("systemctl"):
        return "there is no systemd here"
    try:
        said = calling.ask("systemctl", "--user", "show-environment")
    except calling.SchedulerError as error:
        return error.message
    return None if said.code == 0 else f"systemd doesn't run for your user here ({said.why})"


def texts(job: Job) -> Mapping[str, str]:
    """Return what is written, by file."""
    service, timer = _files()
    set_ = "".join(
        f"Environment={quoted(f'{name}={value}')}\n" for name, value in job.environment.items()
    )
    # Behind a colon a dollar sign is nothing but one; older releases know no colon.
    literal = ":" if any("$" in one for one in job.command) else ""
    command = " ".join(quoted(one) for one in job.command)
    calendar = "".join(f"OnCalendar=*-*-* {_when(one, job.zone)}\n" for one in job.times)
    return {
        str(service): f"{marking.marks(job.store)}[Unit]\nDescription=clientpulse, each morning\n\n"
        f"[Service]\nType=oneshot\n{set_}ExecStart={literal}{command}\n"
        f"TimeoutStartSec={RUN_MINUTES}min\n",
        str(timer): f"{marking.marks(job.store)}[Unit]\nDescription=When clientpulse runs\n\n"
        f"[Timer]\n{calendar}Persistent=true\n\n[Install]\nWantedBy=timers.target\n",
    }


def _when(at: time, zone: str) -> str:
    """Return when it starts: each hour where systemd doesn't know the time zone of the job."""
    known = _ZONE.fullmatch(zone) and Path(ZONES, zone).is_file()
    return f"{at:%H:%M}:00 {zone}".rstrip() if known or not zone else f"*:{at:%M}:00"


def quoted(word: str) -> str:
    """Return a word as systemd reads it back (systemd.syntax(7), systemd.unit(5))."""
    escaped = re.sub(r'(["\\])', r"\\\1", word).replace("%", "%%")
    return f'"{escaped}"'


def install(job: Job) -> None:
    """Write the units and start the timer; where that fails, all is as it was.

    Raises:
        SchedulerError: systemd refuses.
        OSError: They can't be written.
    """
    before = {one: _content(one) for one in _files()}
    try:
        for file, text in texts(job).items():
            private_files.overwrite(Path(file), text)
        _systemctl("daemon-reload")
        _systemctl("enable", f"{UNIT}.timer")
        _systemctl("restart", f"{UNIT}.timer")
    except BaseException:
        for one, text_before in before.items():
            with contextlib.suppress(OSError):
                _put_back(one, text_before)
        with contextlib.suppress(calling.SchedulerError):
            _systemctl("daemon-reload")
        raise


def store() -> Path | None:
    """Return the store of the job that is installed, if one is."""
    found = [marking.store_in(_content(one) or "") for one in _files()]
    return found[1] if all(found) else None


def is_stopped() -> bool:
    """Tell whether systemd says that the timer doesn't wait for its time."""
    try:
        said = calling.ask("systemctl", "--user", "is-active", f"{UNIT}.timer")
    except calling.SchedulerError:
        return False
    return said.out.strip() in {b"inactive", b"failed"}


def in_the_way() -> Path | None:
    """Return a file in the way that wasn't written here."""
    there = [(one, _content(one)) for one in _files()]
    return next(
        (one for one, text in there if text is not None and not marking.store_in(text)), None
    )


def remove() -> tuple[str, ...]:
    """Stop the timer and delete the units; return which files are gone."""
    gone = [one for one in _files() if marking.store_in(_content(one) or "")]
    if not gone:
        return ()
    with contextlib.suppress(calling.SchedulerError):
        _systemctl("disable", "--now", f"{UNIT}.timer")
    for one in gone:
        one.unlink(missing_ok=True)
    (_folder() / "timers.target.wants" / f"{UNIT}.timer").unlink(missing_ok=True)
    with contextlib.suppress(calling.SchedulerError):
        _systemctl("daemon-reload")
    return tuple(str(one) for one in gone)


def _systemctl(*arguments: str) -> None:
    calling.insist("systemctl", "--user", *arguments)


def _folder() -> Path:
    return Path.home() / ".config" / "systemd" / "user"


def _files() -> tuple[Path, Path]:
    return _folder() / f"{UNIT}.service", _folder() / f"{UNIT}.timer"


def _content(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None


def _put_back(file: Path, text: str | None) -> None:
    if text is None:
        file.unlink(missing_ok=True)
    else:
        private_files.overwrite(file, text)
