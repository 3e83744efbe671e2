"""Reaching a server: every connection, for reading and for writing, is opened here."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from psycopg import Connection
from psycopg.abc import AdaptContext
from psycopg.adapt import Loader

from clientpulse.errors import SourceError, StoreError
from clientpulse.servers import secrets
from clientpulse.store.author import Author
from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server import hosts
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.failures import comes_and_goes

T = TypeVar("T")

CONNECTING = 6.0
"""How many seconds reaching a server may take, with all its addresses."""

SILENCE = 7.0
"""How many seconds a server may say nothing while it is waited for."""

# A table is only ever locked by who changes the schema. Waiting for that isn't taken for silence.
BRIEFLY = round(SILENCE * 1000 / 2)

# What a command that was suspended may hold on to, until the server ends it: for reading only what
# `pulse store migrate` would wait for, for writing what everybody waits for.
IDLE_READER, IDLE_WRITER = "30min", "25s"

# Whatever a role, a database or an environment has set: names mean the server's own and ours, in
# this order, values are written as we read them, and moments are in UTC.
SETTINGS = (
    f"SET LOCAL search_path = {NAMESPACE}, pg_temp; "
    "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; "
    "SET LOCAL standard_conforming_strings = on; SET LOCAL extra_float_digits = 1; "
    f"SET LOCAL lock_timeout = {BRIEFLY}"
)
READING = (
    f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {SETTINGS}; "
    f"SET LOCAL idle_in_transaction_session_timeout = '{IDLE_READER}'"
)
WRITING = (
    f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; {SETTINGS}; "
    f"SET LOCAL idle_in_transaction_session_timeout = '{IDLE_WRITER}'"
)

_BEFORE_ANOTHER_TRY = 0.25

# A computer that was switched off, or a network that was cut, is noticed also while a long
# statement is waited for.
_KEEPALIVE = {"keepalives_idle": 5, "keepalives_interval": 3, "keepalives_count": 3}


class Patient(Connection[Any]):
    """A connection that waits for its server, but not for ever.

    Attributes:
        silence: How many seconds the server may say nothing; None for as long as it likes, where
            a statement takes long.
    """

    silence: float | None = SILENCE

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        """Wait for an answer; after too much silence the connection is closed."""
        return super().wait(gen if self.silence is None else self._listening(gen), *args, **kwargs)

    def _listening(self, gen: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
        """Pass on what the driver asks for and hears, until it hears nothing for too long."""
        heard = time.monotonic()
        try:
            asked = next(gen)
            while True:
                # The driver looks about several times a second; zero: there was nothing.
                ready = yield asked
                now = time.monotonic()
                if ready:
                    heard = now
                elif self.silence is not None and now - heard > self.silence:
                    self.pgconn.finish()
                    raise psycopg.OperationalError(f"it said nothing for {self.silence:g} s")
                asked = gen.send(ready)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


class _Day(Loader):
    """Gives a day as SQLite does: as ISO text."""

    def load(self, data: Any) -> str:
        return bytes(data).decode()


class _Moment(Loader):
    """Gives a moment as SQLite does: as ISO text in UTC."""

    def load(self, data: Any) -> str:
        return bytes(data).decode().replace(" ", "T") + ":00"


def connect(
    address: ServerAddress, *, timeout: float | None = None, patient: bool = True
) -> Patient:
    """Open a connection on which transactions are begun and ended by hand.

    A server that is just starting, or has too many visitors, is asked again until the time is over.

    Args:
        timeout: How many seconds it may take in all, if not as always.
        patient: Give the server up when it says nothing for long; not where statements take long.

    Raises:
        psycopg.Error: The server can't be reached, or doesn't let us in.
        StoreError: The command for the password gives none.
    """
    timeout = CONNECTING if timeout is None else timeout
    password = {}
    if address.password_command is not None:
        password["password"] = password_of(address, timeout)
    until = time.monotonic() + timeout
    while True:
        try:
            connection = _connect_once(address, password, until)
        except psycopg.OperationalError as error:
            if not comes_and_goes(error) or time.monotonic() + _BEFORE_ANOTHER_TRY > until:
                raise
            time.sleep(_BEFORE_ANOTHER_TRY)
        else:
            _check_encoding(connection)
            connection.silence = min(SILENCE, timeout) if patient else None
            return connection


def _check_encoding(connection: Patient) -> None:
    """Refuse a database that couldn't hold every name.

    Raises:
        StoreError: It is in another encoding than UTF-8.
    """
    encoding = connection.info.parameter_status("server_encoding")
    if encoding not in (None, "UTF8"):
        connection.close()
        raise StoreError(
            f"the database can't hold every name: its encoding is {encoding}",
            "make one in UTF8: createdb --template=template0 --encoding=UTF8 NAME",
        )


def _connect_once(address: ServerAddress, password: dict[str, str], until: float) -> Patient:
    """Try all the addresses of a server, each for its part of the time."""
    given: dict[str, Any] = {"application_name": "clientpulse", **_KEEPALIVE}
    if "PGGSSENCMODE" not in os.environ:
        # Else a Kerberos server, which waits as long as it likes, is asked before ours.
        given["gssencmode"] = "disable"
    given |= {**address.parameters, **password, "client_encoding": "UTF8"}
    places = hosts.places(given, until)
    failures: list[psycopg.Error] = []
    for number, place in enumerate(places):
        left = until - time.monotonic()
        if left <= 0 and failures:
            break
        seconds = max(2, int(left / (len(places) - number)))  # two are libpq's least
        try:
            return Patient.connect(
                autocommit=True, prepare_threshold=None,
                **{**given, **place, "connect_timeout": seconds},
            )  # fmt: skip
        except psycopg.OperationalError as error:
            failures.append(error)
    # Who answered knows best what is wrong.
    raise next((one for one in failures if "FATAL" in str(one)), failures[-1])


def password_of(address: ServerAddress, timeout: float) -> str:
    """Ask the command for the password.

    Args:
        timeout: Who has less patience than usual has less of it for this, too.

    Raises:
        StoreError: It gives none.
    """
    seconds = None if timeout >= CONNECTING else timeout
    try:
        return secrets.password(address.password_command or "", "[store]", seconds)
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
