"""The SQLAlchemy engine over a store on a server."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from clientpulse.store.server import connection as opening
from clientpulse.store.server.address import ServerAddress

# "cpul", as in the header of a store's file; nobody else locks by this number.
LOCK = 0x6370756C


def make_engine(address: ServerAddress) -> Engine:
    """Make an engine whose every transaction is the only one that writes, from its start.

    So what a command reads is still so when it writes, as with SQLite's ``BEGIN IMMEDIATE``: two
    people who change the same do so one after the other. Reading waits for nobody.
    """
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: opening.connect(address),
        poolclass=NullPool,
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",  # transactions are begun by hand
        use_native_hstore=False,  # one question less
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(opening.WRITING)
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")

    return engine
