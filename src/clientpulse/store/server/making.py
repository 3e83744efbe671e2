"""Making the database that a store is to be in, where it isn't there and we may."""

from __future__ import annotations

from contextlib import closing

import psycopg

from clientpulse.errors import StoreError
from clientpulse.quoting import printable
from clientpulse.store.dialect import CREATE_DATABASE
from clientpulse.store.server import connection as opening
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.failures import translate
from clientpulse.store.server.survey import identifier

MAINTENANCE = "postgres"
"""The database that every server has, to connect to while ours isn't there."""

_THERE_ALREADY = ("42P04", "23505")
_IS_THERE = "SELECT 1 FROM pg_database WHERE datname = %s"


def make_database(address: ServerAddress) -> bool:
    """Make the database unless it is there; tell whether it was made.

    Raises:
        StoreError: The server can't be reached, or doesn't let us in or make it.
    """
    try:
        opening.connect(address).close()
    except psycopg.Error as error:
        # What is wrong the server says in its own language, without a code.
        if not _is_missing(address):
            _connect_again(address, error)
            return False
    else:
        return False
    name, sql = identifier(address.parameters["dbname"]), ""
    try:
        with closing(opening.connect(address.beside(MAINTENANCE), patient=False)) as connection:
            owner = identifier(connection.info.user)
            sql = CREATE_DATABASE.format(name=f"{name} OWNER {owner}")
            connection.execute(sql)
    except psycopg.errors.InsufficientPrivilege as error:
        raise StoreError(
            f"there is no {address.shown}, and you may not make it",
            f"whoever runs the server types in psql: {printable(sql)};",
        ) from error
    except psycopg.Error as error:
        if error.sqlstate in _THERE_ALREADY:  # somebody else made it just now
            return False
        raise translate(error, address) from error
    return True


def _connect_again(address: ServerAddress, first: psycopg.Error) -> None:
    """Connect to a database that somebody else may have made since it was missing.

    Raises:
        StoreError: It wasn't that; what was wrong the first time.
    """
    try:
        opening.connect(address).close()
    except psycopg.Error:
        raise translate(first, address) from first


def _is_missing(address: ServerAddress) -> bool:
    """Tell whether the server answers, and has no such database."""
    try:
        with closing(opening.connect(address.beside(MAINTENANCE))) as connection:
            return not connection.execute(_IS_THERE, (address.parameters["dbname"],)).fetchone()
    except psycopg.Error:
        return False
