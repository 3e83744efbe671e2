"""Reaching a server: every connection, for reading and for writing, is opened here."""

from __future__ import annotations

from typing import Any, TypeVar

import psycopg
from psycopg import Connection
from psycopg.abc import AdaptContext
from psycopg.adapt import Loader

from clientpulse.errors import SourceError, StoreError
from clientpulse.servers import secrets
from clientpulse.store.author import Author
from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server.address import ServerAddress

T = TypeVar("T")

CONNECTING = 6
"""How many seconds a server has to accept a connection."""

SILENCE = 8.0
"""How many seconds a server may say nothing while it is waited for."""

# Whatever a role, a database or an environment has set: names mean the server's own and ours, in
# this order, and moments are in UTC.
SETTINGS = (
    f"SET LOCAL search_path = {NAMESPACE}, pg_temp; "
    "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'"
)
READING = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {SETTINGS}"
WRITING = f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; {SETTINGS}"


class Patient(Connection[Any]):
    """A connection that waits for its server, but not for ever."""

    silence: float | None = SILENCE

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer; what comes too late is no answer, and the connection is closed."""
        try:
            return super().wait(gen, interval, timeout or self.silence)
        except psycopg.errors._WaitTimeout:
            self.pgconn.finish()
            raise psycopg.OperationalError(f"it said nothing for {self.silence:g} s") from None


class _Day(Loader):
    """Gives a day as SQLite does: as ISO text."""

    def load(self, data: Any) -> str:
        return bytes(data).decode()


class _Moment(Loader):
    """Gives a moment as SQLite does: as ISO text in UTC."""

    def load(self, data: Any) -> str:
        return bytes(data).decode().replace(" ", "T") + ":00"


def connect(address: ServerAddress, *, timeout: float = CONNECTING) -> Patient:
    """Open a connection on which transactions are begun and ended by hand.

    Raises:
        psycopg.Error: The server can't be reached, or doesn't let us in.
        StoreError: The command for the password gives none.
    """
    given: dict[str, Any] = {
        "connect_timeout": max(2, round(timeout)),
        "application_name": "clientpulse",
        "client_encoding": "UTF8",
        **address.parameters,
    }
    if address.password_command is not None:
        given["password"] = password_of(address)
    return Patient.connect(autocommit=True, prepare_threshold=None, **given)


def password_of(address: ServerAddress) -> str:
    """Ask the command for the password.

    Raises:
        StoreError: It gives none.
    """
    try:
        return secrets.password(address.password_command or "", "[store]")
    except SourceError as error:
        raise StoreError(error.message, error.hint) from None


def as_texts(context: AdaptContext) -> None:
    """Let days and moments be read as ISO texts."""
    context.adapters.register_loader("date", _Day)
    context.adapters.register_loader("timestamptz", _Moment)


def author(connection: Patient, name: str | None) -> Author:
    """Return who writes over a connection."""
    user = connection.info.user
    return Author(name or user, user)
