"""What a timer was told and what became of its last run: a small file beside the store."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from clientpulse.errors import StoreError
from clientpulse.services import private_files
from clientpulse.services.timer import times
from clientpulse.views.timer import Installed, LastRun, Outcome

LARGEST_FILE = 100_000
LONGEST_RUN = timedelta(minutes=20)
QUIET_UNTIL = '{"quiet_until": '
"""How the file begins, for today's list: until then, in seconds since 1970, there is nothing to say
about the timer, and nothing more of this has to be loaded."""


__all__ = ["Installed", "LastRun", "Outcome", "Record", "file_of", "read", "write"]


@dataclass(frozen=True, slots=True)
class Record:
    """All that the file holds.

    Attributes:
        installed: None where none is, though a run may have been noted.
        digest_on: When a digest went out last.
    """

    installed: Installed | None = None
    last: LastRun | None = None
    digest_on: date | None = None


def file_of(store: Path) -> Path:
    """Return where the record of a store is."""
    return store.with_name(f"{store.name}.timer")


def read(store: Path) -> Record:
    """Read the record; it is empty where there is none.

    Raises:
        StoreError: It can't be read, or is nonsense.
    """
    file = file_of(store)
    try:
        if file.is_fifo():
            raise ValueError(file)  # to open it would wait for somebody who writes into it
        with file.open(encoding="utf-8") as stream:
            return _record(json.loads(stream.read(LARGEST_FILE)))
    except FileNotFoundError:
        return Record()
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        why = getattr(error, "strerror", None) or "it is damaged"
        raise StoreError(
            f"the timer's record can't be read ({why}): {file}",
            "set it up again: pulse timer install",
        ) from None


def write(store: Path, record: Record) -> None:
    """Write the record, for the user alone, whole or not at all.

    Raises:
        StoreError: It can't be written.
    """
    text = json.dumps(asdict(record), default=_text, indent=1)
    try:
        private_files.overwrite(file_of(store), f"{QUIET_UNTIL}{_quiet_until(record)},{text[1:]}\n")
    except OSError as error:
        raise StoreError(
            f"nothing can be written beside the store ({error.strerror}): {store.parent}",
            "check the folder's permissions and the space left",
        ) from None


def note(store: Path, **changed: Any) -> None:
    """Change a part of the record, as it is by now."""
    write(store, replace(read(store), **changed))


def _text(value: datetime | date | time) -> str:
    return value.isoformat("minutes") if isinstance(value, time) else value.isoformat()


def _record(found: dict[str, Any]) -> Record:
    installed, last, digest_on = (found.get(one) for one in ("installed", "last", "digest_on"))
    return Record(
        None if installed is None else _installed(installed),
        None if last is None else _last(last),
        None if digest_on is None else date.fromisoformat(digest_on),
    )


def _installed(found: dict[str, Any]) -> Installed:
    set_ = tuple(time.fromisoformat(one) for one in found["times"])
    if not set_:
        raise ValueError
    if found["scheduler"] not in ("systemd", "launchd", "cron"):
        raise ValueError
    return Installed(
        scheduler=found["scheduler"],
        places=tuple(str(one) for one in found["places"]),
        times=set_,
        steps=tuple(str(one) for one in found["steps"]),
        feeds=tuple(str(one) for one in found["feeds"]),
        program=str(found["program"]),
        since=_moment(found["since"]),
    )


def _last(found: dict[str, Any]) -> LastRun:
    return LastRun(
        _moment(found["started_at"]),
        None if found["ended_at"] is None else _moment(found["ended_at"]),
        tuple(_outcome(one) for one in found["outcomes"]),
    )


def _outcome(found: dict[str, Any]) -> Outcome:
    return Outcome(str(found["step"]), str(found["error"]), bool(found.get("in_doubt")))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def grace(installed: Installed) -> timedelta:
    """Return how late a run may be: cron looks once an hour, and not while the computer sleeps."""
    return timedelta(days=1) if installed.scheduler == "cron" else timedelta(hours=1)


def _quiet_until(record: Record) -> int:
    last, installed = record.last, record.installed
    if installed is None or (last and any(one.error for one in last.outcomes)):
        return 0
    if last and last.ended_at is None:
        return int((last.started_at + LONGEST_RUN).timestamp())
    latest = max(installed.since, last.started_at) if last else installed.since
    following = times.next_after(installed.times, latest.astimezone())
    return int((following + grace(installed)).timestamp())


@contextmanager
def set_up(store: Path, installed: Installed) -> Iterator[None]:
    """Note what is being installed, of which the last run says nothing yet; not if that fails."""
    before = None
    with contextlib.suppress(StoreError):
        before = read(store) if file_of(store).exists() else None
    write(store, replace(before or Record(), installed=installed, last=None))
    try:
        yield
    except BaseException:
        with contextlib.suppress(StoreError, OSError):
            if before is None:
                file_of(store).unlink()
            else:
                write(store, before)
        raise
