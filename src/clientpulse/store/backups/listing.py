"""What the backups of a store hold, read without touching them.

They aren't checked here: that takes as long as reading each of them whole, and a restore does it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from clientpulse.errors import StoreError
from clientpulse.store.backups.backup import folder_of, list_backups
from clientpulse.store.file.failures import reason
from clientpulse.store.queries import backups as queries
from clientpulse.store.reader import SqliteReader
from clientpulse.views.backups import BackupsView, ListedBackup


def listed(store_path: Path, today: date) -> BackupsView:
    """List the backups of a store, the newest first."""
    found = tuple(
        _read(ListedBackup(number, one.path, one.made_at, one.label))
        for number, one in enumerate(list_backups(store_path), 1)
    )
    return BackupsView(today, folder_of(store_path), found)


def _read(one: ListedBackup) -> ListedBackup:
    try:
        one = replace(one, size=one.path.stat().st_size)
        reader = SqliteReader(one.path, untouched=True)
        try:
            clients, touchpoints, last_on = queries.content(reader)
        finally:
            reader.close()
    except (StoreError, OSError, ValueError) as error:
        said = error.message if isinstance(error, StoreError) else reason(error)
        return replace(one, problem=said.removesuffix(f": {one.path}"))
    return replace(one, clients=clients, touchpoints=touchpoints, last_on=last_on)
