"""The store that a command means which is about a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse import services
from clientpulse.cli.app.context import Session
from clientpulse.errors import InputError
from clientpulse.quoting import named

if TYPE_CHECKING:
    from clientpulse.services.stores import ServerStore


def on_a_server(work: Session, url: str | None = None) -> ServerStore:
    """Return the store that was named, or else the one in use.

    Raises:
        InputError: It isn't on a server.
    """
    there = work.store if url is None else services.stores.store_at(url, work.settings)
    if isinstance(there, services.stores.Store):
        raise InputError(
            f"{named(url or there.place)} is a file, not a database on a server",
            "name the database: postgresql://sam@db.practice.example/pulse"
            if url
            else "name the database before the command: --db"
            " postgresql://sam@db.practice.example/pulse; or set store.db in the config",
        )
    return there
