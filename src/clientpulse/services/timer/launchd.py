"""An agent of macOS's launchd, which runs at waking up what was slept through."""

from __future__ import annotations

import os
import plistlib
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from clientpulse.errors import ClientpulseError
from clientpulse.services import private_files, stores
from clientpulse.services.timer import calling
from clientpulse.services.timer.job import Job

LABEL = "clientpulse.timer"
_MALFORMED = (ValueError, LookupError, TypeError, plistlib.InvalidFileException)


def why_not() -> str | None:
    """Say why it can't be used here; None where it can."""
    if sys.platform == "darwin" and shutil.which("launchctl"):
        return None
    return "there is no launchd here"


def texts(job: Job) -> Mapping[str, str]:
    """Return what is written, by file."""
    agent = {
        "Label": LABEL,
        "ProgramArguments": list(job.command),
        "EnvironmentVariables": dict(job.environment),
        "StartCalendarInterval": [_when(one.hour, one.minute, job.zone) for one in job.times],
        # At each login: the run itself knows whether it has missed anything.
        "RunAtLoad": True,
        "ProcessType": "Background",
    }
    return {str(_file()): plistlib.dumps(agent, sort_keys=False).decode()}


def _when(hour: int, minute: int, zone: str) -> dict[str, int]:
    """Return when it starts: each hour where launchd goes by another clock than the job."""
    return {"Minute": minute} if zone else {"Hour": hour, "Minute": minute}


def install(job: Job) -> None:
    """Write the agent and load it.

    Raises:
        SchedulerError: launchd refuses.
        OSError: It can't be written.
    """
    before = _file().read_text() if _file().exists() else None
    for file, text in texts(job).items():
        private_files.overwrite(Path(file), text)
    calling.ask("launchctl", "bootout", f"{_domain()}/{LABEL}")
    try:
        calling.insist("launchctl", "bootstrap", _domain(), str(_file()))
    except calling.SchedulerError:
        if before is None:
            _file().unlink(missing_ok=True)
        else:
            private_files.overwrite(_file(), before)
            calling.ask("launchctl", "bootstrap", _domain(), str(_file()))
        raise


def store() -> Path | None:
    """Return the store of the job that is installed, if one is."""
    try:
        command = plistlib.loads(_file().read_bytes())["ProgramArguments"]
        return stores.store_at(command[command.index("--db") + 1]).path
    except (ClientpulseError, OSError, *_MALFORMED):
        return None


def in_the_way() -> Path | None:
    """Return a file in the way that wasn't written here."""
    return _file() if _file().exists() and store() is None else None


def remove() -> tuple[str, ...]:
    """Unload the agent and delete it; return which file is gone."""
    if store() is None:
        return ()
    calling.ask("launchctl", "bootout", f"{_domain()}/{LABEL}")
    _file().unlink(missing_ok=True)
    return (str(_file()),)


def _domain() -> str:
    return f"gui/{os.getuid()}"


def _file() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
