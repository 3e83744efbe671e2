"""The folder beside the store in which letters are until they are logged."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

ENDING = ".json"


def of(store: Path) -> Path:
    """Return the folder of a store; others beside it share it."""
    return _real(store).parent / "drafts"


def file_of(store: Path, rest: str) -> Path:
    """Return a file in it that is the store's own, by how its name goes on."""
    return of(store) / f"{_real(store).name}.{rest}"


def _real(store: Path) -> Path:
    """Return the store itself, where a link names it: its letters are the same by any name."""
    return store.resolve()


def count(store: Path) -> int:
    """Return how many letters a store has, as far as can be seen."""
    try:
        return len(files(store))
    except OSError:
        return 0


def files(store: Path) -> Sequence[Path]:
    """Return the files of a store's letters: their names begin with its own.

    Raises:
        OSError: The folder can't be read.
    """
    folder, beginning = of(store), f"{_real(store).name}."
    try:
        names = os.listdir(folder)  # noqa: PTH208  the quickest: today's list asks, too
    except (FileNotFoundError, NotADirectoryError):
        return ()
    mine = [one for one in names if one.startswith(beginning) and one.endswith(ENDING)]
    # The store "clients.db.old" may lie beside "clients.db".
    return [folder / one for one in sorted(mine) if "." not in one[len(beginning) : -len(ENDING)]]
