"""The files of a calendar or an address book: one, or those of a folder and the folders in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from clientpulse.errors import SourceError
from clientpulse.quoting import printable

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


def of(path: Path, endings: tuple[str, ...]) -> tuple[list[Found], list[str]]:
    """Find the files, in the order of their names, and say what can't be read.

    Args:
        endings: Of a folder, what those that count end in, in small letters.

    Raises:
        SourceError: There is nothing, or nothing that can be read.
    """
    missing: list[str] = []
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            os.scandir(path).close()
            found = _in_folder(str(path), "", endings, {(state.st_dev, state.st_ino)}, missing)
            return sorted(found, key=lambda one: one.name), missing
        if stat.S_ISREG(state.st_mode):
            return [Found(path, path.name, _looks(state))], missing
    except FileNotFoundError:
        raise SourceError(f"there is no {printable(str(path))}", _HOW_TO_FIX) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it has no proper name"
        raise SourceError(f"{printable(str(path))} can't be read: {reason}", _HOW_TO_FIX) from error
    raise SourceError(f"{printable(str(path))} is neither a file nor a folder", _HOW_TO_FIX)


def chunks(path: Path) -> Iterator[bytes]:
    """Give what is in a file, piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def _in_folder(
    folder: str,
    name: str,
    endings: tuple[str, ...],
    seen: set[tuple[int, int]],
    missing: list[str],
) -> Iterator[Found]:
    """Find files, but no hidden ones, which are for programs, and half written perhaps."""
    try:
        with os.scandir(folder) as entries:
            there = [one for one in entries if not one.name.startswith(".")]
    except OSError as error:
        missing.append(f"{name.rstrip('/')} can't be read: {error.strerror or error}")
        return
    for one in there:
        within = f"{name}{one.name}"
        try:
            state = one.stat()
        except OSError as error:
            # What went meanwhile is gone; a link leads where there is no disk today.
            if one.is_symlink() and one.name.lower().endswith(endings):
                missing.append(f"{within} can't be read: {error.strerror or error}")
            continue
        if stat.S_ISDIR(state.st_mode):
            known = (state.st_dev, state.st_ino)
            if known not in seen and name.count("/") < _DEEPEST:
                seen.add(known)
                yield from _in_folder(one.path, f"{within}/", endings, seen, missing)
        elif stat.S_ISREG(state.st_mode) and one.name.lower().endswith(endings):
            yield Found(Path(one.path), within, _looks(state))


def _looks(state: os.stat_result) -> str:
    return f"{state.st_mtime_ns} {state.st_size} {state.st_ino}"
