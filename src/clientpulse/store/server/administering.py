"""What whoever runs a store on a server does there, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.connection import Patient
from clientpulse.store.server.engine import writing

LOOK = "type it again: what is there already is left as it is"


@contextmanager
def administering(address: ServerAddress) -> Iterator[tuple[Connection, Patient]]:
    """Open a transaction in which nobody else writes; what raises an error leaves nothing of it.

    Yields:
        The same connection twice: as migrations take it, and as the driver's own.

    Raises:
        StoreError: The server can't be reached, refuses it, or was lost; nothing was changed.
        MayBeStoredError: It was lost while it stored it.
    """
    with writing(address, patient=False, look=LOOK) as connection:
        raw: Patient = connection.connection.driver_connection  # type: ignore[assignment]
        yield connection, raw
