"""The SQLAlchemy engine over the store's file."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from clientpulse.store.file.connection import connect


def make_engine(path: Path) -> Engine:
    """Make an engine whose every transaction takes the write lock at its start.

    The driver's own transactions are off (``isolation_level=None``) and ``BEGIN IMMEDIATE`` is
    ours. With SQLAlchemy's defaults the lock is taken at the first write only, and what two
    programs read before it and write back after it is lost without an error: measured, more than
    nine in ten of concurrent updates.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path),
        poolclass=NullPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin_immediate(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
