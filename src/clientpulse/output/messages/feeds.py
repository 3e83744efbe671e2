"""What writing a feed answers."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.output.phrases import counted


def written(file: str, events: int, *, changed: bool) -> Iterator[str]:
    """Say how many events a file holds, and whether it held the same before."""
    if changed:
        yield f"Wrote {counted(events, 'event')} to {file}"
    else:
        yield f"Nothing has changed: {file} holds {counted(events, 'event')}"
