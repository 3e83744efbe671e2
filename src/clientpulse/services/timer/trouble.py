"""What today's list has to say about the timer: what the file beside the store tells by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from clientpulse.errors import StoreError
from clientpulse.services.locking import is_taken
from clientpulse.services.timer import record, times
from clientpulse.views.timer import Installed, LastRun, Trouble

RUNNING = "timer-run"
CLOCKS_DIFFER = timedelta(days=1)


def trouble(store: Path, now: datetime) -> Trouble | None:
    """Return the first thing that is wrong, if anything is."""
    return next(troubles(store, now), None)


def troubles(store: Path, now: datetime) -> Iterator[Trouble]:
    """Go through what is wrong, as far as the record shows it."""
    try:
        known = record.read(store)
    except StoreError:
        yield Trouble("unreadable", why=str(record.file_of(store)))
        return
    last, installed = known.last, known.installed
    if last is not None:
        for one in last.outcomes:
            if one.error and (installed or one.step == "record"):
                what = "in doubt" if one.in_doubt else "failed"
                yield Trouble(what, last.started_at, one.step, one.error)
        if installed and is_cut_off(store, last, now):
            yield Trouble("cut off", last.started_at)
    if installed is None:
        return
    latest = last.started_at if last else installed.since
    if is_from_the_future(latest, now):
        yield Trouble("future", latest)
        return
    if not os.path.exists(installed.program):  # noqa: PTH110  today's list looks, too
        yield Trouble("no program", why=installed.program)
    if is_missed(installed, last, now):
        yield Trouble("missed", None if last is None else last.started_at)


def is_cut_off(store: Path, last: LastRun, now: datetime) -> bool:
    """Tell whether a run ended before its end; a computer that slept in between has it still."""
    is_long = now - last.started_at > record.LONGEST_RUN
    return last.ended_at is None and is_long and not is_taken(store, RUNNING)


def is_from_the_future(one: datetime, now: datetime) -> bool:
    """Tell whether something is noted of a time to come, by a clock that was wrong."""
    return one > now + CLOCKS_DIFFER


def is_owed(installed: Installed | None, last: LastRun | None, now: datetime) -> bool:
    """Tell whether a set time has come since the last run."""
    set_ = installed.times if installed else (times.MIDNIGHT,)
    moments = [one for one in (installed and installed.since, last and last.started_at) if one]
    latest = times.last_before(set_, now)
    return all(
        one.astimezone().replace(tzinfo=None) < latest
        for one in moments
        if not is_from_the_future(one, now)
    )


def is_missed(installed: Installed, last: LastRun | None, now: datetime) -> bool:
    """Tell whether a run is so late that something keeps it from coming."""
    return is_owed(installed, last, now - record.grace(installed))
