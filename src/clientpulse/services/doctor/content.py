"""The store itself: whether it can be read, and what is in it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from clientpulse.cadence.wording import counted
from clientpulse.config.places import program
from clientpulse.errors import StoreError
from clientpulse.services.doctor.backups import way_back
from clientpulse.services.doctor.storage_checks import nearest_folder
from clientpulse.store.backups.backup import Backup
from clientpulse.store.backups.belonging import was_ours
from clientpulse.store.file.checked_copy import faults, read_content, touchpoints_after
from clientpulse.store.file.connection import check_file, snapshot
from clientpulse.store.file.failures import NotAStoreError, reading
from clientpulse.store.file.unreadable import unreadable_values
from clientpulse.store.schema import SCHEMA_VERSION
from clientpulse.views.doctor import ERROR, OK, WARNING, Finding


def findings(path: Path, listed: list[Backup], today: date) -> Iterator[Finding]:
    """Look whether the store can be read, and all that is in it."""
    try:
        if not check_file(path):
            yield _none_yet(path)
            return
        with reading(path), snapshot(path) as connection:
            yield from _content(connection, path, listed, today)
    except NotAStoreError as error:
        # Its first page may be lost, or the whole of it.
        hint = "" if listed and was_ours(path) else error.hint
        yield Finding("store", ERROR, error.message, way_back(hint, path, listed))
    except StoreError as error:
        yield Finding("store", ERROR, error.message, way_back(error.hint, path, listed))


def _none_yet(path: Path) -> Finding:
    folder = nearest_folder(path)
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Finding("store", OK, f"there is none yet; '{program(path)} add' creates it: {path}")
    return Finding(
        "store",
        ERROR,
        f"there is none yet, and none can be made: you may not write in {folder}",
        "make its folder yourself, or name another file with --db or CLIENTPULSE_DB",
    )


def _content(
    connection: sqlite3.Connection, path: Path, listed: list[Backup], today: date
) -> Iterator[Finding]:
    content = read_content(connection, path)
    known = (counted(content.clients, "client"), counted(content.touchpoints, "touchpoint"))
    yield Finding("store", OK, f"{', '.join(known)}: {path}")
    if content.version == SCHEMA_VERSION:
        yield Finding("schema", OK, f"version {content.version}, as this release wants it")
    else:
        comes = f"the next command brings it to {SCHEMA_VERSION}, after a backup"
        yield Finding("schema", OK, f"version {content.version}; {comes}")
    is_older = content.version != SCHEMA_VERSION
    wrong = faults(connection) or unreadable_values(connection, content.rows if is_older else None)
    for one in wrong:
        yield Finding("integrity", ERROR, one.splitlines()[-1], way_back("", path, listed))
    if not wrong:
        yield Finding("integrity", OK, "the structure, all references and all values are whole")
    future = touchpoints_after(connection, today)
    if future:
        yield Finding(
            "dates",
            WARNING,
            f"{counted(future, 'touchpoint')} {'is' if future == 1 else 'are'} dated after today,"
            f" {today}, and {'does' if future == 1 else 'do'}n't count yet",
            f"see '{program(path)} history --since {today}'; correct one with"
            f" '{program(path)} touchpoint edit ID -d'",
        )
    else:
        yield Finding("dates", OK, "no touchpoint is in the future")
