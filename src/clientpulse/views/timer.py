"""The timer that runs sync, digest and feed each morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Installed:
    """What was installed.

    Attributes:
        scheduler: Who runs it: ``systemd``, ``launchd`` or ``cron``.
        places: What was written, a file or ``your crontab`` each.
        steps: What is run, in that order.
        feeds: The calendar files that are written.
        program: What is started, an absolute path.
    """

    scheduler: str
    places: tuple[str, ...]
    times: tuple[time, ...]
    steps: tuple[str, ...]
    feeds: tuple[str, ...]
    program: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step.

    Attributes:
        error: One line, empty where all went well.
        in_doubt: A digest may have gone out all the same.
    """

    step: str
    error: str = ""
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last run; without an end it goes on still, or was cut off."""

    started_at: datetime
    ended_at: datetime | None
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the timer.

    Attributes:
        what: ``failed``, ``in doubt``, ``cut off``, ``missed``, ``gone``, ``elsewhere``,
            ``no program``, ``no store``, ``no cron``, ``stopped``, ``unrecorded``,
            ``future`` or ``unreadable``.
        at: When it ran last; None where it never has.
        step: Which step failed.
        why: Its error; or the file, the place or the store that it is about.
    """

    what: str
    at: datetime | None = None
    step: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TimerView:
    """How the timer of a store is."""

    today: date
    store: Path
    installed: Installed | None
    next_at: datetime | None
    last: LastRun | None
    troubles: tuple[Trouble, ...] = ()
