"""One run: the steps in their order, each with a limit, and what became of them noted."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import sleep, time
from typing import NoReturn

from clientpulse.errors import ClientpulseError, ExitCode, StoreError
from clientpulse.sending.outcomes import MaybeSentError
from clientpulse.services.timer import record
from clientpulse.services.timer.record import LastRun, Outcome

Step = Callable[[], bool]
"""Returns whether anything went out by it."""

STEP_SECONDS = 5 * 60
PATIENCE = 4 * 60
WAITS = (60, 180)
"""After so many seconds a server that wasn't reached is tried again: a computer that has just been
woken up may have no network yet."""

LOST = "the timer's settings are lost; set it up again: pulse timer install"
LONGEST_ERROR = 500


class _TooLongError(BaseException):
    """Ends a step, and isn't taken for an error of something that it reads."""


def run(
    store: Path, steps: Mapping[str, Step], started: datetime, *, patient: bool, again: bool
) -> tuple[LastRun, ExitCode]:
    """Run the steps; one that fails stops none of the others.

    Args:
        patient: Try again what couldn't be reached.
        again: Send a digest even if one went out today.

    Returns:
        The run, and the exit code of the first step that failed.
    """
    codes: dict[str, ExitCode] = {}
    outcomes: dict[str, Outcome] = {}
    known, began = record.Record(), time()
    try:
        known = record.read(store)
    except StoreError as error:
        outcomes["record"], codes["record"] = Outcome("record", error.message), error.exit_code
    if patient and not codes and known.installed is None:
        outcomes["record"], codes["record"] = Outcome("record", LOST), ExitCode.STORE
    todo = dict(steps)
    if known.digest_on == _day(started) and not again:
        todo.pop("digest", None)
    record.write(store, replace(known, last=LastRun(started, None, ())))
    for wait in (0, *(WAITS if patient else ())):
        sleep(wait)
        for name, step in list(todo.items()):
            outcomes[name], codes[name], may_retry = _tried(name, step, store, started)
            run_so_far = LastRun(started, None, tuple(outcomes.values()))
            record.note(store, last=run_so_far)
            if not may_retry:
                del todo[name]
        if not todo or time() - began > PATIENCE:
            break
    ended_at = started + timedelta(seconds=time() - began)
    ended = LastRun(started, ended_at, tuple(outcomes.values()))
    record.note(store, last=ended)
    return ended, next((one for one in codes.values() if one), ExitCode.DONE)


def _tried(name: str, step: Step, store: Path, started: datetime) -> tuple[Outcome, ExitCode, bool]:
    """Run a step; return what became of it, and whether it is worth another try."""
    went_out, error, code = False, "", ExitCode.DONE
    may_retry = in_doubt = False
    try:
        with _limited():
            went_out = step()
    except MaybeSentError as unknown:
        went_out, in_doubt, error, code = True, True, unknown.message, unknown.exit_code
    except ClientpulseError as failed:
        error, code = failed.message, failed.exit_code
        may_retry = code == ExitCode.UNREACHABLE
    except _TooLongError:
        error = f"it took longer than {STEP_SECONDS // 60} minutes"
        code, in_doubt = ExitCode.UNREACHABLE, name == "digest"
    except Exception as fault:
        error, code = f"clientpulse failed: {type(fault).__name__}: {fault}", ExitCode.FAULT
    if went_out and name == "digest":
        record.note(store, digest_on=_day(started))
    error = " ".join(error.split())
    if len(error) > LONGEST_ERROR:
        error = f"{error[:LONGEST_ERROR]} ..."
    return Outcome(name, error, in_doubt), code, may_retry


def _day(moment: datetime) -> date:
    """Return the day by the calendar on the wall, not by that of UTC."""
    return moment.astimezone().date()


@contextmanager
def _limited() -> Iterator[None]:
    """Stop what takes too long; once more if something held that back."""
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, STEP_SECONDS, 10)
    try:
        yield
    finally:
        with contextlib.suppress(_TooLongError):
            signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(*_: object) -> NoReturn:
    raise _TooLongError
