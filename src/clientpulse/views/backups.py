"""The backups of a store, and what each of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ListedBackup:
    """A backup of the store.

    Attributes:
        number: Its place in the list: 1 is the newest.
        made_at: When, in UTC.
        why: ``manual``, ``before-import`` ...
        last_on: The day of its last touchpoint.
        problem: Why it can't be read; then what it holds is unknown.
    """

    number: int
    path: Path
    made_at: datetime
    why: str
    size: int | None = None
    clients: int | None = None
    touchpoints: int | None = None
    last_on: date | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class BackupsView:
    """The backups in the folder beside the store, the newest first."""

    today: date
    folder: Path
    items: tuple[ListedBackup, ...]
