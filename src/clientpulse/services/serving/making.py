"""Making a store on a server, and upgrading it for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clientpulse import store
from clientpulse.errors import InputError
from clientpulse.store.schema import SCHEMA_VERSION as NEWEST

if TYPE_CHECKING:
    from clientpulse.services.stores import ServerStore


@dataclass(frozen=True, slots=True)
class Made:
    """What became of it.

    Attributes:
        version: Which version the store has now.
        is_new: Whether it was made; else it was there already, and is as it was.
        is_database_new: Whether the database was made for it.
    """

    version: str
    is_new: bool
    is_database_new: bool = False


def make(there: ServerStore) -> Made:
    """Make a store in a database, and the database where there is none.

    Raises:
        InputError: The address names no database.
        StoreError: It can't be made; nothing of it is left.
    """
    store.server.database.check_driver()
    if not there.address.parameters.get("dbname"):
        raise InputError(
            "the address names no database", f"write it as {store.server.address.EXAMPLE}"
        )
    is_database_new = store.server.making.make_database(there.address)
    found = store.server.migrating.make(there.address)
    if found is not None:
        store.server.reader.check_version(found, there.address)
    return Made(NEWEST, found is None, is_database_new)


def version(there: ServerStore) -> str:
    """Return the version of the store that ``upgrade`` would upgrade; nothing is changed.

    Raises:
        StoreError: There is none, or it can't be upgraded.
    """
    store.server.database.check_driver()
    return store.server.migrating.version(there.address)


def upgrade(there: ServerStore) -> str:
    """Bring a store on a server to this release's schema, and return which it had.

    Raises:
        StoreError: It can't be upgraded; it is as it was.
    """
    return store.server.migrating.upgrade(there.address)
