"""Letting colleagues into a store on a server, and shutting them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse import store

if TYPE_CHECKING:
    from clientpulse.services.stores import ServerStore
    from clientpulse.store.server.granting import Granted


def grant(there: ServerStore, role: str, *, read_only: bool, dry_run: bool) -> Granted:
    """Let a role of the server use the store; see ``store.server.granting``."""
    store.server.database.check_driver()
    return store.server.granting.grant(there.address, role, read_only=read_only, dry_run=dry_run)


def revoke(there: ServerStore, role: str, *, dry_run: bool) -> Granted:
    """Shut a role out of the store; see ``store.server.granting``."""
    store.server.database.check_driver()
    return store.server.granting.revoke(there.address, role, dry_run=dry_run)
