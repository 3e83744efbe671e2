"""The one way in which plain SQL reaches the store.

The read path runs the same queries over the standard library's driver (a morning command mustn't
load SQLAlchemy) and, inside a unit of work, over its SQLAlchemy connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from clientpulse.store.author import NOBODY_SAID, Author
from clientpulse.store.file.connection import connect, stored_version
from clientpulse.store.file.failures import reading

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection

T = TypeVar("T")

Row = Sequence[Any]


class Reader(Protocol):
    """Whatever can run a query with named parameters.

    Attributes:
        author: Who asks, and would write.
    """

    author: Author

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Run the query and return all its rows."""
        ...  # pragma: no cover

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Run the query and give its rows one by one."""
        ...  # pragma: no cover

    def answer(self, ask: Callable[[Any], T]) -> T:
        """Return what a function returns that only reads; over a network, in few round trips.

        Args:
            ask: Is given a reader, and may be run several times.
        """
        ...  # pragma: no cover


class SqliteReader:
    """Reads a store's file through the standard library.

    Everything it reads belongs to one moment: the first query takes a shared lock that is kept
    until the reader is closed.

    Args:
        timeout: How many seconds to wait for another program's lock, if not as always.
        untouched: Nobody writes to the file, so it is read without a lock.

    Raises:
        StoreError: The file can't be used.
    """

    def __init__(
        self,
        path: Path,
        timeout: float | None = None,
        *,
        untouched: bool = False,
        author: Author = NOBODY_SAID,
    ) -> None:
        self.path = path
        self.author = author
        self._connection = connect(path, read_only=True, timeout=timeout, untouched=untouched)
        self._streaming: list[sqlite3.Cursor] = []
        try:
            with reading(path):
                self._connection.execute("BEGIN")
            self.version = stored_version(self._connection, path)
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Run the query and return all its rows."""
        with reading(self.path):
            return self._connection.execute(sql, parameters or {}).fetchall()

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Run the query and give its rows one by one."""
        with reading(self.path):
            cursor = self._connection.execute(sql, parameters or {})
            self._streaming.append(cursor)
            # Not `yield from`: it would close the cursor of a reader that was closed before it.
            for row in cursor:  # noqa: UP028
                yield row

    def answer(self, ask: Callable[[Any], T]) -> T:
        """Return what a function returns that only reads: here each question costs nothing."""
        return ask(self)

    def close(self) -> None:
        """Give the file back, also where somebody stopped in the middle of a stream."""
        while self._streaming:
            self._streaming.pop().close()
        self._connection.close()


class EmptyReader:
    """Stands for a store that nobody has written to yet: every query finds nothing."""

    author = NOBODY_SAID

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Find nothing."""
        return ()

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Find nothing."""
        return iter(())

    def answer(self, ask: Callable[[Any], T]) -> T:
        """Return what a function returns that only reads."""
        return ask(self)

    def close(self) -> None:
        """Do nothing."""


class ConnectionReader:
    """Runs the same queries inside a unit of work, so that it sees what it wrote."""

    def __init__(self, connection: Connection, author: Author = NOBODY_SAID) -> None:
        self._connection = connection
        self.author = author

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Run the query and return all its rows."""
        return list(self.stream(sql, parameters))

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Run the query and give its rows one by one."""
        from sqlalchemy import text  # noqa: PLC0415  reading alone needs no SQLAlchemy

        from clientpulse.store.dialect import values, words  # noqa: PLC0415  likewise

        database = self._connection.dialect.name
        query = text(words(sql, database))
        for row in self._connection.execute(query, dict(parameters or {})):
            yield values(row, database)

    def answer(self, ask: Callable[[Any], T]) -> T:
        """Return what a function returns that only reads."""
        if self._connection.dialect.name == "sqlite":
            return ask(self)
        from clientpulse.store.server import rounds  # noqa: PLC0415  a file has no use for it

        return rounds.answer(self, ask)

    def execute(self, statement: str, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """Run a statement in the database's own words."""
        return self._connection.exec_driver_sql(statement, dict(parameters)).fetchall()
