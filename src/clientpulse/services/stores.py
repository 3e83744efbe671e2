"""The store that a command works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse import config
from clientpulse.errors import InputError
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

    Raises:
        InputError: It is empty, as when a script's variable is: nobody means the own store by that.
    """
    if location is None:
        return Store(config.places.default_store_path())
    if not location:
        raise InputError("the store's name is empty", "name a file, or leave out --db")
    return Store(parse_location(location))
