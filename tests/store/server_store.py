"""A store in PostgreSQL that every test of the commands finds empty, or filled as it was once.

It is made by the migrations once. To delete its rows takes a fiftieth of the time that a new
database does, and what a test begins with is kept beside it, in a schema of its own.
"""

from __future__ import annotations

from typing import Any

import psycopg
from databases import NewDatabase, address_of

from clientpulse.store.dialect import NAMESPACE
from clientpulse.store.server import connection, migrating

# Otherwise what is deleted again and again would have to be stepped over for ever.
TESTS_BEFORE_A_CLEANING = 100

VERSION = "alembic_version"


class Rows:
    """A connection to the store for a test that looks, or changes, behind the program's back.

    It takes the statements that ``sqlite3`` takes.
    """

    def __init__(self, connected: psycopg.Connection[Any]) -> None:
        self._connected = connected

    def execute(self, statement: str, values: Any = ()) -> psycopg.Cursor[Any]:
        """Run a statement whose parameters are question marks."""
        return self._connected.execute(statement.replace("?", "%s"), values or None)

    def commit(self) -> None:
        """Nothing is left to do: each statement stands when it has run."""


class ServerStore:
    """The store.

    Attributes:
        url: What ``--db`` is given.
    """

    def __init__(self, new_database: NewDatabase) -> None:
        address = address_of(new_database())
        migrating.make(address)
        self.url = address.url
        self._connected = connection.connect(address, patient=False)
        # What refers to what isn't looked at: the rows were in order when they were kept.
        self._connected.execute(f"SET search_path = {NAMESPACE}; SET TimeZone = 'UTC'")
        self._connected.execute("SET session_replication_role = replica")
        connection.as_texts(self._connected)
        listed = "SELECT {0}name FROM pg_{0}s WHERE schemaname = %s ORDER BY 1"
        self._tables = [
            name
            for (name,) in self._connected.execute(listed.format("table"), (NAMESPACE,))
            if name != VERSION
        ]
        self._sequences = [
            name for (name,) in self._connected.execute(listed.format("sequence"), (NAMESPACE,))
        ]
        self._emptied = 0

    def empty(self) -> None:
        """Delete everything."""
        self._replace("".join(f"SELECT setval('{one}', 1, false);" for one in self._sequences))
        self._emptied += 1
        if self._emptied % TESTS_BEFORE_A_CLEANING == 0:
            self._connected.execute("VACUUM")

    def keep(self, name: str) -> None:
        """Keep what is there, to bring it back later."""
        self._connected.execute(
            f"CREATE SCHEMA {name};"
            + "".join(f"CREATE TABLE {name}.{one} AS TABLE {one};" for one in self._tables)
            + "".join(f"CREATE TABLE {name}.{one} AS TABLE {one};" for one in self._sequences)
        )

    def bring_back(self, name: str) -> None:
        """Put what was kept in the place of what is there."""
        self._replace(
            "".join(f"INSERT INTO {one} TABLE {name}.{one};" for one in self._tables)
            + "".join(
                f"SELECT setval('{one}', last_value, is_called) FROM {name}.{one};"
                for one in self._sequences
            )
        )

    def _replace(self, statements: str) -> None:
        deleting = "".join(f"DELETE FROM {one};" for one in self._tables)
        self._connected.execute(f"BEGIN; {deleting} {statements} COMMIT")

    @property
    def rows(self) -> Rows:
        """What looks at the rows, or changes them."""
        return Rows(self._connected)

    def content(self) -> bytes:
        """Return all that is stored."""
        return repr(
            {one: self._connected.execute(f"TABLE {one}").fetchall() for one in self._tables}
        ).encode()

    def close(self) -> None:
        """Let the server go."""
        self._connected.close()
