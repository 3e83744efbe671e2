"""Looking whether the store, the config and the backups are well; nothing is changed.

Every check gives findings as values and never fails itself: a broken store is what it is there to
report.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from clientpulse.config.loading import load
from clientpulse.config.settings import Settings
from clientpulse.errors import ClientpulseError
from clientpulse.services.doctor import (
    backups,
    content,
    letters,
    outbox,
    place,
    sending,
    sources,
    timer,
)
from clientpulse.store.backups.backup import list_backups
from clientpulse.views.doctor import ERROR, OK, WARNING, Finding
from clientpulse.views.listed import Listed


def _never_failing(check: Iterable[Finding], name: str) -> list[Finding]:
    """Run a check; that it can't look is what it found then."""
    found: list[Finding] = []
    try:
        found.extend(check)
    except OSError as error:
        found.append(Finding(name, WARNING, f"this can't be checked: {error.strerror or error}"))
    return found


def examine(store_path: Path, config_path: Path, now: datetime) -> Listed[Finding]:
    """Run all checks, and return what they found in the order in which it is best read."""
    today = now.date()
    listed = list_backups(store_path)
    settings, config = _config(config_path)
    checks: dict[str, Iterable[Finding]] = {
        "store": content.findings(store_path, listed, today),
        "permissions": place.permissions(store_path),
        "config": [config],
        "sources": sources.findings(store_path, settings.read_from, today) if settings else (),
        "sending": sending.findings(settings) if settings else (),
        "letters": letters.findings(store_path),
        "outbox": outbox.findings(store_path),
        "timer": timer.findings(store_path, now),
        "backups": backups.findings(store_path, listed, today),
        "place": place.findings(store_path),
        "leftovers": place.left_over(store_path),
        "space": place.space(store_path),
    }
    found = [one for name, check in checks.items() for one in _never_failing(check, name)]
    return Listed(today, tuple(found))


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
