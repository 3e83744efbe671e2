"""What ``backup`` and ``restore`` read and say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

from clientpulse.errors import InputError
from clientpulse.output.phrases import counted

if TYPE_CHECKING:
    from clientpulse.services.backups import Content, Copied, Restored

SLOW_SECONDS = 1.0


def typed_path(typed: str) -> Path:
    """Read a file's name as typed.

    Raises:
        InputError: It is empty.
    """
    if not typed.strip() or "\x00" in typed:
        raise InputError("the file's name is empty", "name a file, for example ~/clients.db")
    return Path(os.path.abspath(os.path.expanduser(typed)))  # noqa: PTH100, PTH111  no link is followed


def record(path: Path, size: int, content: Content) -> dict[str, Any]:
    """Return the JSON fields of a backup or a restored store."""
    return {
        "path": str(path),
        "bytes": size,
        "clients": content.clients,
        "touchpoints": content.touchpoints,
    }


def holds(content: Content) -> str:
    """Say how much there is: ``12 clients, 340 touchpoints``."""
    return f"{counted(content.clients, 'client')}, {counted(content.touchpoints, 'touchpoint')}"


def backed_up(made: Copied) -> Iterator[str]:
    """Say what was backed up, and where to."""
    yield f"Backed up and checked: {holds(made.content)}"
    yield str(made.path)


def restored(done: Restored, file: Path) -> Iterator[str]:
    """Say what was restored, and where what it replaced is."""
    yield f"Restored: {holds(done.content)}, from {file}"
    if done.was_damaged:
        yield f"The store was damaged; its file is kept as {done.previous}"
    elif done.previous is not None:
        yield f"The store as it was before is kept as {done.previous}"


def would_restore(store: Path, there: bool, content: Content, file: Path) -> str:
    """Say what a restore would do."""
    what = "replaced by" if there else "created from"
    return f"The store would be {what} {file} ({holds(content)}): {store}"


@contextmanager
def said_when_slow(what: str) -> Iterator[None]:
    """Tell a person at a terminal what takes long, when it takes more than a second."""

    def say() -> None:
        sys.stderr.write(f"{what} ...\n")
        sys.stderr.flush()

    timer = Timer(SLOW_SECONDS, say)
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
