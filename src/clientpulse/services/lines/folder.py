"""The folder in which lines wait: this user's own, on this computer, wherever the stores are.

What lies beside a store may be on a drive that isn't there now, or be shared with another computer.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from clientpulse.config.places import default_store_path

NAME = re.compile(r"([1-9][0-9]{0,8})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json")
"""A line's number, and its name everywhere."""


def place() -> Path:
    """Return the folder."""
    return default_store_path().parent / "outbox"


def files() -> Sequence[Path]:
    """Return the files of the lines, in the order in which they were typed.

    Raises:
        OSError: The folder can't be read.
    """
    folder = place()
    try:
        names = os.listdir(folder)  # noqa: PTH208  the quickest: every command asks
    except (FileNotFoundError, NotADirectoryError):
        return ()
    found = sorted((int(one[1]), one[0]) for one in map(NAME.fullmatch, names) if one)
    return [folder / name for _, name in found]


def is_empty() -> bool:
    """Tell whether nothing waits for any store, as far as can be seen."""
    try:
        return not files()
    except OSError:
        return True
