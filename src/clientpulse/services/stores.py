"""The store that a command works with."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from clientpulse import config, store
from clientpulse.errors import InputError
from clientpulse.store.database import Store
from clientpulse.store.file.location import parse_location

if TYPE_CHECKING:
    from clientpulse.config.settings import Settings
    from clientpulse.store.reader import EmptyReader, Reader, SqliteReader
    from clientpulse.store.selection import Selection
    from clientpulse.store.server.database import ServerStore
    from clientpulse.store.server.reader import ServerReader
    from clientpulse.store.writer import UnitOfWork

    AnyStore = Store | ServerStore
    AnyReader = SqliteReader | EmptyReader | ServerReader

__all__ = [
    "AnyReader",
    "AnyStore",
    "Reader",
    "Selection",
    "ServerStore",
    "Store",
    "UnitOfWork",
    "store_at",
]


def store_at(location: str | None, settings: Settings | None = None) -> AnyStore:
    """Return the store, which needn't exist yet.

    Args:
        location: A path or a URL; None for the one that the settings name, or else the one in the
            platform's folder.
        settings: Who we are, and where our store is.

    Raises:
        InputError: It is empty, as when a script's variable is: nobody means the own store by that.
    """
    me = settings.me.owner if settings else None
    if location is None and settings:
        location = settings.store.db
    if location is None:
        return Store(config.places.default_store_path(), me)
    if not location:
        raise InputError("the store's name is empty", "name a file, or leave out --db")
    if "://" in location and store.server.address.is_address(location):
        command = settings.store.password_command if settings else None
        address = store.server.address.parse_address(location, command)
        path = config.places.servers_folder() / address.local_name
        shares = bool(settings and settings.me.share_subjects)
        return store.server.database.ServerStore(address, path, me, shares_subjects=shares)
    path = parse_location(location)
    if config.places.is_of_a_server(path):
        raise InputError(
            f"{path} is no store: it is what this computer keeps of one on a server",
            f"name the server: --db {store.server.address.EXAMPLE.partition('?')[0]}",
        )
    return Store(path, me)


def get_ready_to_write() -> None:
    """Load what writes: most of the first change's time is that."""
    for module in ("writer", "tables.journal", "tables.touchpoints", "file.engine"):
        importlib.import_module(f"clientpulse.store.{module}")
