"""The calendar files of a source: one, or those of a folder and of the folders in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from clientpulse.errors import SourceError
from clientpulse.quoting import quoted

ENDINGS = (".ics", ".ical", ".icalendar", ".ifb", ".vcs")
CHUNK = 1 << 20
_DEEPEST = 12
_HOW_TO_FIX = "check its path"


class Found(NamedTuple):
    """A file.

    Attributes:
        name: Within the source.
        looks: What changes when the file does.
    """

    path: Path
    name: str
    looks: str


def of(path: Path) -> list[Found]:
    """Find the files, in the order of their names.

    Raises:
        SourceError: There is nothing, or nothing that can be read.
    """
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            return sorted(_in_folder(str(path), "", set(), 0), key=lambda one: one.name)
        if stat.S_ISREG(state.st_mode):
            return [Found(path, path.name, _looks(state))]
    except FileNotFoundError:
        raise SourceError(f"there is no {quoted(str(path))}", _HOW_TO_FIX) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it has no proper name"
        raise SourceError(f"{quoted(str(path))} can't be read: {reason}", _HOW_TO_FIX) from error
    raise SourceError(f"{quoted(str(path))} is neither a file nor a folder", _HOW_TO_FIX)


def fingerprint(files: list[Found]) -> str:
    """Return what changes when one of the files does, comes or goes."""
    said = blake2b(digest_size=16)
    for one in files:
        said.update(f"{one.name}\0{one.looks}\n".encode("utf-8", "surrogateescape"))
    return said.hexdigest()


def chunks(path: Path) -> Iterator[bytes]:
    """Give what is in a file, piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def _in_folder(folder: str, name: str, seen: set[tuple[int, int]], depth: int) -> Iterator[Found]:
    """Find files; what is hidden is for programs, and half written perhaps."""
    with os.scandir(folder) as entries:
        for one in entries:
            if one.name.startswith("."):
                continue
            within = f"{name}{one.name}"
            try:
                state = one.stat()
                if stat.S_ISDIR(state.st_mode):
                    known = (state.st_dev, state.st_ino)
                    if known not in seen and depth < _DEEPEST:
                        seen.add(known)
                        yield from _in_folder(one.path, f"{within}/", seen, depth + 1)
                elif stat.S_ISREG(state.st_mode) and one.name.lower().endswith(ENDINGS):
                    yield Found(Path(one.path), within, _looks(state))
            except FileNotFoundError:
                continue


def _looks(state: os.stat_result) -> str:
    return f"{state.st_mtime_ns} {state.st_size} {state.st_ino}"
