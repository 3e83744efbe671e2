"""Making a store on a server, and upgrading it for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse import store

if TYPE_CHECKING:
    from clientpulse.services.stores import ServerStore


def make(made: ServerStore) -> None:
    """Make a store in a database.

    Raises:
        StoreError: It can't be made.
    """
    store.server.database.check_driver()
    store.server.migrating.migrate(made.address, make=True)


def upgrade(there: ServerStore) -> None:
    """Bring a store on a server to this release's schema.

    Raises:
        StoreError: It can't be upgraded; it is as it was.
    """
    store.server.database.check_driver()
    store.server.migrating.migrate(there.address)
