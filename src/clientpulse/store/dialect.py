"""What differs between SQLite and PostgreSQL.

Tables, migrations and queries are written once, in SQLite's words. Where PostgreSQL has other
words, types or values, they are here and nowhere else:

- SQLite keeps days and moments as ISO text, and checks them by a pattern; PostgreSQL has types for
  both. Plain SQL gets ISO text from either (``values``) and gives ISO text to either: the driver
  leaves it to PostgreSQL to see a day in it.
- ``GLOB`` is a regular expression there, and ``group_concat`` is ``string_agg``.
- A yes or no that is stored as 1 or 0 isn't the same as the outcome of a comparison there.
- Texts are ordered as the database was told to when it was made (``CREATE_DATABASE``).

What needs no other words, because SQLite has the portable ones too, stands in the queries: missing
values are put ``NULLS FIRST``, and a column's alias is ordered by alone or in a query around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    DOUBLE_PRECISION,
    REAL,
    CheckConstraint,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    MetaData,
    Text,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

SQLITE = "sqlite"
POSTGRESQL = "postgresql"

# By the bytes of UTF-8, as SQLite does: the same on every server, and an index can be used for the
# beginning of a text.
CREATE_DATABASE = "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"

NAMESPACE = "clientpulse"
"""The schema on a server that a store's tables are in, so that no others are taken for them."""

TABLE_OPTIONS: dict[str, Any] = {"sqlite_strict": True, "sqlite_autoincrement": True}

# Eight bytes in both; PostgreSQL's own REAL has four.
NUMBER: TypeEngine[float] = REAL().with_variant(DOUBLE_PRECISION(), POSTGRESQL)

DAY_PATTERN = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"

_ONLY_A_DAY = re.compile(rf"\w+ GLOB '{re.escape(DAY_PATTERN)}'")
_GLOB = re.compile(r"GLOB '([^']*)'")
_JOINED = re.compile(r"group_concat\(([\w.]+)\)")

_FIRM_REFERENCES = f"""
SELECT conrelid::regclass, conname FROM pg_constraint
 WHERE contype = 'f' AND NOT condeferrable AND connamespace = '{NAMESPACE}'::regnamespace
"""


# Tables and migrations


def day_type(database: str) -> TypeEngine[Any]:
    """Return how a day is stored; SQLite's STRICT tables know no type for it."""
    return Text() if database == SQLITE else Date()


def moment_type(database: str) -> TypeEngine[Any]:
    """Return how a moment is stored."""
    return Text() if database == SQLITE else DateTime(timezone=True)


def stored_day(value: date, database: str) -> Any:
    """Return a day as it is stored."""
    return value.isoformat() if database == SQLITE else value


def stored_moment(value: datetime, database: str) -> Any:
    """Return an aware moment as it is stored: in UTC, to the second."""
    moment = value.astimezone(UTC).replace(microsecond=0)
    return moment.isoformat(timespec="seconds") if database == SQLITE else moment


def portable_check(condition: str, *, name: str, postgresql: str | None = None) -> CheckConstraint:
    """Make a CHECK that holds in both databases.

    Args:
        condition: In SQLite's words, which are kept to the letter there.
        postgresql: The same in PostgreSQL's words, where they differ by more than GLOB.
    """
    elsewhere = postgresql or spelled(condition, POSTGRESQL)
    constraint = CheckConstraint(_Condition(condition, elsewhere), name=name)
    # What has a type for days needs no check of their form.
    return constraint.ddl_if(dialect=SQLITE) if _ONLY_A_DAY.fullmatch(condition) else constraint


def spelled(condition: str, database: str) -> str:
    """Return a condition in a database's words, given in SQLite's, where they differ by GLOB."""
    return condition if database == SQLITE else _GLOB.sub(r"~ '^\1$'", condition)


def where(condition: str) -> dict[str, Any]:
    """Return the options of an index that holds only some of the rows."""
    return {f"{SQLITE}_where": text(condition)}


def spell_out_indexes(metadata: MetaData) -> None:
    """Say for PostgreSQL as well which rows the indexes hold, before tables are made there.

    Where a table is declared, an option of PostgreSQL would load all that SQLAlchemy has for it,
    which is a tenth of what ``pulse log`` takes.
    """
    for table in metadata.tables.values():
        for index in table.indexes:
            condition = index.dialect_options[SQLITE]["where"]
            if condition is not None:
                index.dialect_kwargs[f"{POSTGRESQL}_where"] = condition


class _Condition(ColumnElement[bool]):
    inherit_cache = False

    def __init__(self, sqlite: str, postgresql: str) -> None:
        self.words = {SQLITE: sqlite, POSTGRESQL: postgresql}


@compiles(_Condition)
def _say(element: _Condition, compiler: SQLCompiler, **_: Any) -> str:
    return element.words.get(compiler.dialect.name, element.words[SQLITE])


# Plain SQL


def words(sql: str, database: str) -> str:
    """Say a query in the words of a database."""
    if database == SQLITE:
        return sql
    return _JOINED.sub(r"string_agg(CAST(\1 AS text), ',')", sql)


def values(row: Sequence[Any], database: str) -> tuple[Any, ...]:
    """Return a row's values as SQLite would give them: days and moments are ISO texts."""
    return tuple(row) if database == SQLITE else tuple(map(_as_text, row))


def _as_text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


# The unit of work


def next_key(connection: Connection, table: str) -> int:
    """Return the key after the greatest that a table ever gave out."""
    if connection.dialect.name == SQLITE:
        sql = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        row = connection.exec_driver_sql(sql, (table,)).fetchone()
        return int(row[0]) + 1 if row else 1
    sql = f"SELECT last_value + CASE WHEN is_called THEN 1 ELSE 0 END FROM {table}_id_seq"
    return int(connection.exec_driver_sql(sql).scalar_one())


def keys_were_taken(connection: Connection, table: str, last: int) -> None:
    """Say that keys up to one were given to rows; SQLite sees it by itself."""
    if connection.dialect.name != SQLITE:
        connection.exec_driver_sql(f"SELECT setval('{table}_id_seq', {last})")


def make_room(connection: Connection, kibibytes: int) -> None:
    """Give a database that works in our own memory more of it."""
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{kibibytes}")


def references_at_the_end(connection: Connection) -> None:
    """Let what refers to a missing row be noticed at the end only; see ``check_references``."""
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    else:
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")


def check_references(connection: Connection) -> None:
    """Notice now what refers to a missing row; SQLite does so when the transaction ends."""
    if connection.dialect.name != SQLITE:
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")


def let_references_wait(connection: Connection) -> None:
    """Let references be checked at the end of a transaction, where one asks for it.

    SQLite's always can be. Tables are made alike in both, so it is said of them afterwards.
    """
    for table, name in connection.exec_driver_sql(_FIRM_REFERENCES).fetchall():
        connection.exec_driver_sql(f'ALTER TABLE {table} ALTER CONSTRAINT "{name}" DEFERRABLE')


def overwrite_deleted(connection: Connection) -> None:
    """Leave nothing of what is deleted in the file; a server keeps it as long as it likes."""
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
