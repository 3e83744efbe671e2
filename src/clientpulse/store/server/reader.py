"""Reading over one connection, in one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import psycopg

from clientpulse.errors import StoreError
from clientpulse.store import server
from clientpulse.store.dialect import NAMESPACE, marked
from clientpulse.store.reader import EmptyReader, Row, SqliteReader
from clientpulse.store.schema import KNOWN_VERSIONS, SCHEMA_VERSION
from clientpulse.store.server import connection as opening
from clientpulse.store.server import rounds
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.companion import Companion, is_private
from clientpulse.store.server.failures import translate

T = TypeVar("T")

ROWS_AT_ONCE = 2_000


class ServerReader:
    """Reads a store on a server; everything it reads belongs to one moment.

    Args:
        me: What we call ourselves, if anything.
        path: Where this computer's own files of it are.
        timeout: How many seconds to wait for the server to let us in, if not as always.

    Raises:
        StoreError: The server can't be reached, or the store there isn't of this release.
    """

    def __init__(
        self,
        address: ServerAddress,
        me: str | None,
        path: Path,
        timeout: float | None = None,
    ) -> None:
        self.address = address
        self._path = path
        self._private: SqliteReader | EmptyReader | None = None
        try:
            self._connection = opening.connect(address, timeout=timeout)
        except psycopg.Error as error:
            raise translate(error, address) from error
        try:
            self.author = opening.author(self._connection, me)
            opening.as_texts(self._connection)
            found = self._begin()
            check_version(found, address)
        except psycopg.Error as error:
            self._connection.close()
            raise translate(error, address) from error
        except BaseException:
            self._connection.close()
            raise

    def _begin(self) -> str:
        """Begin the snapshot, and return the version of the schema, in one round trip."""
        cursor = self._connection.execute(
            f"{opening.READING}; SELECT version_num FROM {NAMESPACE}.alembic_version"
        )
        while cursor.nextset():
            pass
        row = cursor.fetchone()
        return str(row[0]) if row else ""

    def begin_again(self) -> None:
        """End the snapshot and begin another, for somebody who looks again and again.

        Raises:
            StoreError: The server is lost, or the store is of another release by now.
        """
        try:
            self._connection.rollback()
            check_version(self._begin(), self.address)
        except psycopg.Error as error:
            raise translate(error, self.address) from error

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Run the query and return all its rows."""
        if is_private(sql):
            return self.private().rows(sql, parameters)
        return self.execute(marked(sql), parameters or {})

    def answer(self, ask: Callable[[Any], T]) -> T:
        """Return what a function returns that only reads, asking in as few statements as it can."""
        return rounds.answer(self, ask)

    def execute(self, statement: str, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """Run a statement in PostgreSQL's words."""
        try:
            return self._connection.execute(statement, parameters).fetchall()
        except psycopg.Error as error:
            raise translate(error, self.address) from error

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Run the query and give its rows one by one; other queries may run meanwhile."""
        if is_private(sql):
            yield from self.private().stream(sql, parameters)
            return
        try:
            with self._connection.cursor("rows") as cursor:
                cursor.itersize = ROWS_AT_ONCE
                yield from cursor.execute(marked(sql), parameters or {})
        except psycopg.Error as error:
            raise translate(error, self.address) from error

    def private(self) -> SqliteReader | EmptyReader:
        """Return what reads what this computer has for itself."""
        if self._private is None:
            self._private = Companion(self._path).open_settled(
                lambda: server.writer.settle(self.address, self._path)
            )
        return self._private

    def close(self) -> None:
        """End the snapshot and hang up."""
        if self._private is not None:
            self._private.close()
        self._connection.close()


def check_version(found: str, address: ServerAddress, *, upgrading: bool = False) -> None:
    """Refuse a store of another release: no command upgrades it but the one for it.

    Args:
        upgrading: This is that command, and only a newer store is refused.

    Raises:
        StoreError: It was written by another release.
    """
    if found == SCHEMA_VERSION:
        return
    if found in KNOWN_VERSIONS:
        if upgrading:
            return
        raise StoreError(
            f"the {address.shown} has schema {found}; this clientpulse needs {SCHEMA_VERSION}",
            "whoever runs it upgrades it for everybody: pulse store migrate",
        )
    raise StoreError(
        f"the {address.shown} was written by a newer clientpulse (schema {found[:40]!r})",
        "upgrade clientpulse to use it; the store was left as it was",
    )
