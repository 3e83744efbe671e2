"""Which scheduler there is, and the one job that is installed with it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from clientpulse.errors import ClientpulseError, ConflictError, InputError, StoreError
from clientpulse.quoting import quoted, shell_word
from clientpulse.services.timer import cron, launchd, systemd
from clientpulse.services.timer.calling import SchedulerError
from clientpulse.services.timer.job import Job, passing_place


class Scheduler(Protocol):
    """What each of the modules can do."""

    def why_not(self) -> str | None:
        """Say why it can't be used here; None where it can."""

    def texts(self, job: Job) -> Mapping[str, str]:
        """Return what is written, by place."""

    def install(self, job: Job) -> None:
        """Install the job, in place of one before."""

    def store(self) -> Path | None:
        """Return the store of the job that is installed, if one is."""

    def in_the_way(self) -> Path | None:
        """Return a file in the way that wasn't written here."""

    def remove(self) -> tuple[str, ...]:
        """Take the job away; return the places where it was."""


ABSENT = "there is no "
SCHEDULERS: Mapping[str, Scheduler] = {"systemd": systemd, "launchd": launchd, "cron": cron}


def choose(wanted: str | None, before: str | None = None) -> tuple[str, str]:
    """Choose a scheduler; return its name, and why it isn't a better one.

    Args:
        wanted: The one that was typed.
        before: The one that has the job already.

    Raises:
        InputError: There is none of that name.
        SchedulerError: It can't be used here, or none can.
    """
    if wanted is not None and wanted not in SCHEDULERS:
        raise InputError(
            f"{quoted(wanted)} isn't a scheduler", f"use one of {', '.join(SCHEDULERS)}"
        )
    if wanted is None and before and not SCHEDULERS[before].why_not():
        return before, ""
    reasons: list[str] = []
    for name in (wanted,) if wanted is not None else SCHEDULERS:
        why = SCHEDULERS[name].why_not()
        if why is None:
            return name, next((one for one in reasons if not one.startswith(ABSENT)), "")
        reasons.append(why)
    raise SchedulerError(
        "; ".join(reasons),
        "leave --with out, and whatever works here is used"
        if wanted
        else "let something else run this each morning: pulse timer run",
    )


def install(name: str, job: Job) -> Iterator[str]:
    """Install a job, and take away one that another scheduler has; say what is odd about it.

    Raises:
        SchedulerError: The scheduler refuses.
        ConflictError: Something else has the name.
        StoreError: Nothing can be written where it must be.
    """
    scheduler = SCHEDULERS[name]
    before = {there: store_of(one) for there, one in SCHEDULERS.items()}
    try:
        if (foreign := scheduler.in_the_way()) is not None:
            raise ConflictError(f"this isn't from 'pulse timer install': {foreign}", "move it away")
        scheduler.install(job)
    except OSError as error:
        raise StoreError(
            f"{error.filename or 'the job'} can't be written: {error.strerror}",
            "check its permissions, or name another scheduler: --with cron",
        ) from None
    for other, store in before.items():
        if other != name and store is not None:
            with contextlib.suppress(ClientpulseError, OSError):
                SCHEDULERS[other].remove()
    return _remarks(name, job, set(before.values()) - {None, job.store})


def _remarks(name: str, job: Job, others: set[Path | None]) -> Iterator[str]:
    for other in others:
        yield f"It takes the place of the timer for {other}."
    if passing_place(job.command[0]):
        yield (
            f"The program is in a folder that is emptied sooner or later: {job.command[0]}."
            " Install it for good, for example with pipx."
        )
    if name == "cron":
        yield from cron.remarks(job)


def remove(store: Path) -> tuple[str, ...]:
    """Take away the job of a store; return the places where it was.

    Raises:
        ConflictError: The job that there is is for another store.
        StoreError: It can't be deleted.
    """
    gone: list[str] = []
    for scheduler in SCHEDULERS.values():
        other = store_of(scheduler)
        if other is None:
            continue
        if not is_same(other, store):
            raise ConflictError(
                f"the timer is for another store: {other}",
                f"to remove that: pulse --db {shell_word(str(other), 'FILE')} timer remove",
            )
        try:
            gone += scheduler.remove()
        except OSError as error:
            raise StoreError(
                f"{error.filename} can't be deleted: {error.strerror}", "delete it yourself"
            ) from None
    return tuple(gone)


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths are of one store."""
    return os.path.realpath(one) == os.path.realpath(other)


def store_of(scheduler: Scheduler) -> Path | None:
    """Return the store that a scheduler has a job for; one that can't be asked has none."""
    try:
        return scheduler.store()
    except (SchedulerError, OSError):
        return None
