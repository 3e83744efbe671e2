"""When each source was read last: kept beside the store, in which reading changes nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from clientpulse.views.due import Unread

LARGEST_FILE = 100_000


def note(store_path: Path, names: Iterable[str], today: date) -> None:
    """Note that sources were read today; where it can't be written, today's list says so less."""
    days = {**_days(store_path), **dict.fromkeys(names, today.isoformat())}
    file, draft = _file(store_path), _file(store_path).with_suffix(".new")
    with contextlib.suppress(OSError):
        descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.writelines(f"{day} {name}\n" for name, day in days.items())
        draft.replace(file)


def unread(store_path: Path, names: Sequence[str], today: date) -> Unread | None:
    """Return which sources weren't read today, and since when; None where all were."""
    days = _days(store_path)
    late = {name: days.get(name, "") for name in names}
    late = {name: day for name, day in late.items() if day < today.isoformat()}
    if not late:
        return None
    earliest = min(late.values())
    try:
        since = date.fromisoformat(earliest) if earliest else None
    except ValueError:
        since = None
    return Unread(tuple(late), since)


def _file(store_path: Path) -> Path:
    return store_path.with_name(f"{store_path.name}.read")


def _days(store_path: Path) -> Mapping[str, str]:
    try:
        with _file(store_path).open(encoding="ascii", errors="replace") as stream:
            lines = stream.read(LARGEST_FILE).splitlines()
    except OSError:
        return {}
    parts = (line.partition(" ") for line in lines)
    return {name: day for day, _, name in parts}
