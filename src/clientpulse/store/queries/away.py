"""Days off."""

from __future__ import annotations

from clientpulse.records import Away
from clientpulse.store.queries.values import read
from clientpulse.store.reader import Reader


def select(reader: Reader) -> list[Away]:
    """Return our days off, the earliest first."""
    return read(reader, Away, "x.starts_on, x.ends_on, x.id")
