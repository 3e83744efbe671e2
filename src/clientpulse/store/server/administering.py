"""What whoever runs a store on a server does there, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import sqlalchemy
from sqlalchemy import Connection

from clientpulse.errors import StoreError
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.connection import Patient
from clientpulse.store.server.engine import make_engine
from clientpulse.store.server.failures import MayBeStoredError, translate

LONG = 600.0
"""How many seconds one statement may take; an index over a million rows does."""


@contextmanager
def administering(address: ServerAddress) -> Iterator[tuple[Connection, Patient]]:
    """Open a transaction in which nobody else writes; what raises an error leaves nothing of it.

    Yields:
        The same connection twice: as migrations take it, and as the driver's own.

    Raises:
        StoreError: The server can't be reached, refuses it, or was lost; nothing was changed.
        MayBeStoredError: It was lost while it stored it.
    """
    committing = False
    try:
        with make_engine(address).connect() as connection:
            raw: Patient = connection.connection.driver_connection  # type: ignore[assignment]
            transaction = connection.begin()
            raw.silence = LONG
            yield connection, raw
            committing = True
            transaction.commit()
    except StoreError:
        raise
    except (sqlalchemy.exc.DBAPIError, psycopg.Error) as error:
        if committing:
            raise MayBeStoredError(
                f"the {address.shown} was lost while it stored this: it may be stored, or not",
                "type it again: what is there already is left as it is",
            ) from error
        raise translate(getattr(error, "orig", None) or error, address) from error
