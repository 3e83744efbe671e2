"""What a store holds, to be compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def rows(store: Path, table: str = "") -> list[str]:
    """Return all rows but the journal's, or those of a table."""
    begins = f'INSERT INTO "{table}"' if table else "INSERT"
    with closing(sqlite3.connect(store)) as connection:
        return sorted(
            line
            for line in connection.iterdump()
            if line.startswith(begins) and "journal_" not in line and "sqlite_seq" not in line
        )
