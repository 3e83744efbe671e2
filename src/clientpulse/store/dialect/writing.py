"""What differs for the unit of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.store.dialect.plain import NAMESPACE, SQLITE

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FIRM_REFERENCES = f"""
SELECT conrelid::regclass, conname FROM pg_constraint
 WHERE contype = 'f' AND NOT condeferrable AND connamespace = '{NAMESPACE}'::regnamespace
"""


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
    """Let a database expect much: in our own memory it gets more of that, elsewhere more time."""
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{kibibytes}")
    else:
        # Between two statements a long file is read.
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = '10min'")


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
