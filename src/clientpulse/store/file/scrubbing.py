"""Taking what was deleted out of the store's file, where it stands on until it is written over."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from clientpulse.store.file.connection import connect
from clientpulse.store.file.failures import reading


def scrub(path: Path) -> None:
    """Write the file anew, with nothing in it but what is stored.

    Raises:
        StoreError: It can't be written now; nothing was changed.
    """
    with reading(path), closing(connect(path)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
