"""Lines in the user's crontab, between two marks; all others stay as they are.

cron doesn't catch up. So a line begins at its time and comes again each hour of the day: the run
itself knows that it has run, and ends at once.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from clientpulse.errors import ConflictError
from clientpulse.services.timer import calling, marking
from clientpulse.services.timer.job import Job

PLACE = "your crontab"
BEGIN, END = "# begin clientpulse", "# end clientpulse"
LONGEST_LINE = 980  # bytes; cron cuts off what is longer without a word
DAEMONS = {"cron", "crond", "fcron", "bcron-start", "busybox"}

_BLOCK = re.compile(rf"^{BEGIN}\n(?:.*\n)*?{END}(?:\n|\Z)", re.MULTILINE)
_HARMLESS = re.compile(r"[\w@+=:,./-]+", re.ASCII)


def why_not() -> str | None:
    """Say why it can't be used here; None where it can."""
    return None if shutil.which("crontab") else "there is no cron here"


def texts(job: Job) -> Mapping[str, str]:
    """Return what is written, by place."""
    whens = dict.fromkeys(_when(one.hour, one.minute, job.zone) for one in job.times)
    lines = "".join(f"{when} {_command(job)}\n" for when in whens)
    return {PLACE: f"{BEGIN}\n{marking.marks(job.store)}{lines}{END}\n"}


def _when(hour: int, minute: int, zone: str) -> str:
    """Return the hours of a line: all where cron goes by another clock than the job."""
    hours = "*" if zone else str(hour) if hour == 23 else f"{hour}-23"
    return f"{minute} {hours} * * *"


def _command(job: Job, folders: Sequence[str] | None = None) -> str:
    path = os.pathsep.join(_shortened(job) if folders is None else folders)
    environment = {**job.environment, **dict(_session_bus()), "PATH": path}
    words = ["env", *(f"{name}={value}" for name, value in environment.items()), *job.command]
    return " ".join(quoted(one) for one in words)


def _shortened(job: Job) -> Sequence[str]:
    """Return the folders of PATH; where the line would get too long, without the last ones."""
    folders = job.environment["PATH"].split(os.pathsep)
    while len(folders) > 1 and len(_command(job, folders).encode()) > LONGEST_LINE:
        folders.pop()
    return folders


def _session_bus() -> Iterator[tuple[str, str]]:
    """Return where notices and the keeper of passwords are reached."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if Path(folder).is_absolute() and folder.isprintable():
        yield "XDG_RUNTIME_DIR", folder


def quoted(word: str) -> str:
    r"""Return a word as cron and the shell behind it read it back (crontab(5)).

    cron ends a line at a percent sign, and takes away a backslash before one or before another
    backslash: so a percent sign stands outside of quotes, and a backslash alone in its own.
    """
    if _HARMLESS.fullmatch(word):
        return word
    parts = re.findall(r"[%'\\]|[^%'\\]+", word)
    special = {"%": r"\%", "'": '"\'"', "\\": r"'\'"}
    return "".join(special.get(one, f"'{one}'") for one in parts) or "''"


def install(job: Job) -> None:
    """Put the lines in, in place of those before.

    Raises:
        SchedulerError: crontab refuses.
    """
    (block,) = texts(job).values()
    before = _crontab()
    if _BLOCK.search(before):
        after = _BLOCK.sub(lambda _: block, before, count=1)
    else:
        after = before + ("\n" if before and not before.endswith("\n") else "") + block
    _write(after)


def store() -> Path | None:
    """Return the store of the job that is installed, if one is."""
    found = _BLOCK.search(_crontab()) if not why_not() else None
    return marking.store_in(found[0]) if found else None


def in_the_way() -> Path | None:
    """Return a file in the way: there can be none."""
    return None


def remove() -> tuple[str, ...]:
    """Take the lines out; return where they were."""
    if why_not():
        return ()
    before = _crontab()
    after = _BLOCK.sub("", before)
    if after == before:
        return ()
    if after:
        _write(after)
    else:
        calling.insist("crontab", "-r")
    return (PLACE,)


def remarks(job: Job) -> Iterator[str]:
    """Say what is odd about a job here."""
    folders = job.environment["PATH"].split(os.pathsep)
    left_out = folders[len(_shortened(job)) :]
    if left_out:
        yield f"The line would be too long for cron, so its PATH leaves out {', '.join(left_out)}."
    if not is_running():
        yield "cron doesn't seem to be running on this computer; until it is, nothing happens."


def is_running() -> bool:
    """Tell whether a cron runs on this computer, as far as that can be seen."""
    try:
        names = [one.read_text().strip() for one in Path("/proc").glob("[0-9]*/comm")]
    except OSError:
        return True
    return not names or not DAEMONS.isdisjoint(names)


def _crontab() -> str:
    """Return the user's crontab.

    Raises:
        SchedulerError: It can't be read: to take that for an empty one would lose it.
        ConflictError: Of the two marks one is there alone.
    """
    said = calling.ask("crontab", "-l")
    if said.code and (said.out or not re.search("no crontab|no such file", said.err.lower())):
        raise calling.SchedulerError(
            f"your crontab can't be read: {said.why}", "look what 'crontab -l' says"
        )
    text = said.out.decode(errors="surrogateescape")
    rest = _BLOCK.sub("", text).splitlines()
    if BEGIN in rest or END in rest:
        raise ConflictError(
            f"your crontab has '{BEGIN}' or '{END}' without the other",
            "delete what is left of the block: crontab -e",
        )
    return text


def _write(text: str) -> None:
    calling.insist("crontab", "-", told=text.encode(errors="surrogateescape"))
