"""Where the demo's throwaway store lives.

It is made once a day and kept until the next, so that what is tried out (a touchpoint logged, a
command undone) is still there for the next command. It never touches the user's own store.
"""

from __future__ import annotations

import contextlib
import tempfile
from datetime import date
from pathlib import Path

import platformdirs

from clientpulse import __version__
from clientpulse.cadence.policy import Policy
from clientpulse.errors import StoreError
from clientpulse.services import demo
from clientpulse.store import file
from clientpulse.store.database import Store
from clientpulse.store.file.location import make_folder
from clientpulse.store.schema import SCHEMA_VERSION


def demo_store(today: date, policy: Policy) -> Store:
    """Return the demo's store for a day, telling its story first where there is none."""
    folder = _folder()
    path = folder / f"demo-{__version__}-{SCHEMA_VERSION}-{today}.db"
    store = Store(path)
    if store.exists():
        return store
    _forget_other_days(folder)
    draft = Store(file.checked_copy.draft_beside(path))
    with file.checked_copy.discarded(draft.path):
        with draft.unit_of_work("demo", journalled=False) as unit:
            demo.telling.tell(unit, today, policy)
        # Two first commands at once may both tell it; one of the two equal stories stays.
        with contextlib.suppress(FileExistsError):
            file.checked_copy.put_in_place(draft.path, path)
    return store


def _folder() -> Path:
    folder = Path(platformdirs.user_cache_dir("clientpulse", appauthor=False)) / "demo"
    try:
        make_folder(folder)
    except StoreError:
        # The program can be tried where the home can't be written to, too.
        folder = Path(tempfile.mkdtemp(prefix="clientpulse-demo-"))
    return folder


def _forget_other_days(folder: Path) -> None:
    for old in folder.glob("demo-*.db*"):
        with contextlib.suppress(OSError):
            old.unlink()
