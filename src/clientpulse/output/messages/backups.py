"""What is said after a backup was made or restored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientpulse.output.phrases import counted

if TYPE_CHECKING:
    from clientpulse.services.backups import Content, Restored

STRANGE = "None of the backup's clients is in the store: it may be another store's backup."


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


def restored(done: Restored, file: Path) -> Iterator[str]:
    """Say what was restored, and where what it replaced is."""
    yield f"Restored: {holds(done.content)}, from {file}"
    if done.was_damaged:
        yield f"The store was damaged; its file is kept as {done.previous}"
    elif done.previous is not None:
        yield f"The store as it was before is kept as {done.previous}"
