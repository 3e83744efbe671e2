"""The store that a command works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse import config
from clientpulse.store.database import Store
from clientpulse.store.file.location import parse_location

if TYPE_CHECKING:
    from clientpulse.store.reader import Reader
    from clientpulse.store.writer import UnitOfWork

__all__ = ["Reader", "Store", "UnitOfWork", "store_at"]


def store_at(location: str | None) -> Store:
    """Return the store, which needn't exist yet.

    Args:
        location: A path or a URL; None for the one in the platform's folder.
    """
    return Store(parse_location(location) if location else config.places.default_store_path())
