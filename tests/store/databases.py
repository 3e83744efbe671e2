"""Databases of a running server, and stores in them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from postgres_server import AnyServer
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from clientpulse.store import migration
from clientpulse.store.dialect import CREATE_DATABASE
from clientpulse.store.server.address import ServerAddress, parse_address

NewDatabase = Callable[[], Engine]

NUMBERS = count(1)


def create(running: AnyServer) -> Engine:
    """Make an empty database."""
    name = running.name_of(next(NUMBERS))
    engine = create_engine(running.url("postgres"), poolclass=NullPool)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(CREATE_DATABASE.format(name=name))
    return create_engine(running.url(name), poolclass=NullPool)


def address_of(engine: Engine) -> ServerAddress:
    """Return where a database is, as the program is told it."""
    return parse_address(engine.url.render_as_string())


def migrate(engine: Engine, revision: str = "head") -> Engine:
    """Bring a database to a version of the schema."""
    with engine.begin() as connection:
        migration.upgrade_schema(connection, revision)
    return engine
