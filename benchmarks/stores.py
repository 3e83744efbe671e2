"""The stores that are measured on, made once and kept."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.installation import HERE, PROJECT, digest

# Its dates are counted back from the day it was made; after a week too much of it would be due.
KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Size:
    """How big a store is."""

    name: str
    clients: int
    touchpoints: int
    years: float

    def __str__(self) -> str:
        return f"{self.clients:,} clients, {self.touchpoints:,} touchpoints"


S = Size("S", 200, 20_000, 3)
L_SHORT = Size("L-short", 10_000, 100_000, 0.3)
L = Size("L", 10_000, 1_000_000, 3)
L10 = Size("L10", 10_000, 10_000_000, 30)


class Stores:
    """Makes stores and keeps them in a folder.

    Args:
        folder: Where they are kept.
        python: An interpreter that has clientpulse installed.
    """

    def __init__(self, folder: Path, python: Path) -> None:
        self.folder = folder
        self._python = python

    def path(self, size: Size) -> Path:
        """Return a filled store, made now unless it is there."""
        return self._made(size, f"{size.name}.db", ())

    def csv(self, size: Size) -> tuple[Path, Path]:
        """Return a store that has the clients but no history, and the history as a CSV file."""
        file = self.folder / f"{size.name}.csv"
        return self._made(size, f"{size.name}-clients.db", ("--csv", str(file))), file

    def _made(self, size: Size, name: str, more: tuple[str, ...]) -> Path:
        store = self.folder / name
        marker = store.with_suffix(".json")
        tables = PROJECT / "src" / "clientpulse" / "store"
        wanted = {
            **asdict(size),
            "by": digest(
                [
                    HERE / "fill.py",
                    HERE / "fill_open_items.py",
                    *(tables / "migrations" / "versions").glob("*.py"),
                ]
            ),
        }
        if store.exists() and marker.exists():
            found = json.loads(marker.read_text())
            made_on = date.fromisoformat(found.pop("made_on"))
            if found == wanted and today() - made_on < KEPT_FOR:
                return store
        marker.unlink(missing_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            (
                self._python, HERE / "fill.py", store, "--clients", str(size.clients),
                "--touchpoints", str(size.touchpoints), "--years", str(size.years),
                "--today", today().isoformat(), *more,
            ),
            check=True,
        )  # fmt: skip
        marker.write_text(json.dumps(wanted | {"made_on": today().isoformat()}))
        return store


def today() -> date:
    """Return the day it is."""
    return date.today()  # noqa: DTZ011  the programs that are measured look at the same clock


def some_key(store: Path) -> str:
    """Return the key of a client in the middle of a store."""
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute("SELECT key FROM client WHERE archived_on IS NULL").fetchall()
    return str(rows[len(rows) // 2][0])


def busy_key(store: Path) -> str:
    """Return the key of a client in the middle of those with whom something is open."""
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute(
            "SELECT DISTINCT c.key FROM client c JOIN commitment o ON o.client_id = c.id"
            " WHERE c.archived_on IS NULL AND c.paused_on IS NULL AND o.done_on IS NULL"
        ).fetchall()
    return str(rows[len(rows) // 2][0])


def count_touchpoints(store: Path) -> int:
    """Return how many touchpoints a store has."""
    with closing(sqlite3.connect(store)) as connection:
        return int(connection.execute("SELECT count(*) FROM touchpoint").fetchone()[0])
