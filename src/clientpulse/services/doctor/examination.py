"""Looking whether the store, the config and the backups are well; nothing is changed.

Every check gives findings as values and never fails itself: a broken store is what it is there to
report.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse.config.loading import load
from clientpulse.config.settings import Settings
from clientpulse.errors import ClientpulseError
from clientpulse.services.doctor import (
    at_a_server,
    backups,
    content,
    letters,
    outbox,
    place,
    private,
    sending,
    sources,
    timer,
)
from clientpulse.store.backups.backup import list_backups
from clientpulse.store.database import Store
from clientpulse.views.doctor import ERROR, OK, WARNING, Finding
from clientpulse.views.listed import Listed

if TYPE_CHECKING:
    from clientpulse.services.stores import AnyStore, ServerStore


ORDER = (
    *("store", "owner", "permissions", "private", "config", "sources", "sending", "letters"),
    *("outbox", "timer", "backups", "place", "leftovers", "space"),
)


def _never_failing(check: Iterable[Finding], name: str) -> list[Finding]:
    """Run a check; that it can't look is what it found then."""
    found: list[Finding] = []
    try:
        found.extend(check)
    except OSError as error:
        found.append(Finding(name, WARNING, f"this can't be checked: {error.strerror or error}"))
    return found


def examine(there: AnyStore, config_path: Path, now: datetime) -> Listed[Finding]:
    """Run all checks, and return what they found in the order in which it is best read."""
    settings, config = _config(config_path)
    checks: dict[str, Iterable[Finding]] = {
        **(_of_a_file(there.path, now.date()) if isinstance(there, Store) else _served(there, now)),
        "config": [config],
        "sources": sources.findings(there, settings.read_from, now.date()) if settings else (),
        "sending": sending.findings(settings) if settings else (),
        "letters": letters.findings(there.path),
        "outbox": outbox.findings(there.path),
        "timer": timer.findings(there.path, now),
    }
    found = {name: _never_failing(check, name) for name, check in checks.items()}
    return Listed(now.date(), tuple(one for name in ORDER for one in found.get(name, ())))


def _of_a_file(path: Path, today: date) -> dict[str, Iterable[Finding]]:
    listed = list_backups(path)
    return {
        "store": content.findings(path, listed, today),
        "permissions": place.permissions(path),
        "backups": backups.findings(path, listed, today),
        "place": place.findings(path),
        "leftovers": place.left_over(path),
        "space": place.space(path),
    }


def _served(there: ServerStore, now: datetime) -> dict[str, Iterable[Finding]]:
    return {
        "store": at_a_server.findings(there, now.date()),
        "owner": at_a_server.owner(there),
        "private": private.findings(there),
        "backups": at_a_server.backups(there, now.date()),
    }


def _config(path: Path) -> tuple[Settings | None, Finding]:
    """Read the settings; there are none where one can't be used."""
    try:
        settings = load(path)
    except ClientpulseError as error:
        return None, Finding("config", ERROR, error.message, error.hint)
    there = (
        "all settings can be used" if os.path.lexists(path) else "no file, so all is as by default"
    )
    return settings, Finding("config", OK, f"{there}: {path}")
