"""How the timer of a store is: what is installed, when it runs next, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from clientpulse import config
from clientpulse.errors import ClientpulseError, StoreError
from clientpulse.services.timer import cron, record, schedulers, systemd, times, trouble
from clientpulse.views.timer import Installed, TimerView, Trouble

STANDS_STILL = frozenset({"gone", "elsewhere", "no program", "no cron", "stopped"})
"""With one of these no run will come, whatever time is set."""


def status(store: Path, now: datetime) -> TimerView:
    """Return how the timer is; each thing that is wrong is named."""
    try:
        known = record.read(store)
    except StoreError:
        known = record.Record()
    installed = known.installed
    wrong = [*trouble.troubles(store, now)]
    wrong += _unknown(store) if installed is None else _job(store, installed)
    runs = STANDS_STILL.isdisjoint(one.what for one in wrong)
    return TimerView(
        now.date(),
        store,
        installed,
        times.next_after(installed.times, now) if installed and runs else None,
        known.last,
        tuple(wrong),
    )


def _unknown(store: Path) -> Iterator[Trouble]:
    """Look for a job whose record got lost, or whose store did."""
    for name, scheduler in schedulers.SCHEDULERS.items():
        there = schedulers.store_of(scheduler)
        if there is None:
            continue
        if schedulers.is_same(there, store):
            yield Trouble("unrecorded", why=name)
        elif not (there.exists() or config.places.is_of_a_server(there)):
            yield Trouble("no store", why=str(there))


def _job(store: Path, installed: Installed) -> Iterator[Trouble]:
    """Look whether the scheduler still has the job."""
    place = installed.places[0] if installed.places else installed.scheduler
    try:
        there = schedulers.SCHEDULERS[installed.scheduler].store()
    except (ClientpulseError, OSError, LookupError) as error:
        yield Trouble("gone", why=f"{place} ({getattr(error, 'message', error)})")
        return
    if there is None:
        yield Trouble("gone", why=place)
    elif not schedulers.is_same(there, store):
        yield Trouble("elsewhere", why=str(there))
    elif installed.scheduler == "cron" and not cron.is_running():
        yield Trouble("no cron")
    elif installed.scheduler == "systemd" and systemd.is_stopped():
        yield Trouble("stopped")
