"""Filling a new file with what another store holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from clientpulse.store.copying.content import Content, Part, parts
from clientpulse.store.file.connection import connect
from clientpulse.store.file.failures import translate
from clientpulse.store.reader import Row

CACHE_KIB = 64 * 1024
"""Room for the pages of the indexes, which are written all over."""


def fill(path: Path, content: Content, at: Callable[[int], None]) -> None:
    """Copy everything into a store that nobody else knows of yet.

    Args:
        at: Told how many rows there are so far.

    Raises:
        StoreError: It can't be written, or refuses a row.
    """
    with closing(connect(path)) as connection:
        try:
            # What refers to a missing row is looked for at the end, all at once.
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
            connection.execute("BEGIN IMMEDIATE")
            indexes = _without_indexes(connection)
            done = 0
            for part in parts():
                done = copy_part(connection, content, part, done, at)
            if content.on_server:
                _drop_astray(connection)
            for sql in indexes:
                connection.execute(sql)
            for table, key in content.keys().items():
                _count_on(connection, table, key)
            _refuse_astray(connection, content)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise translate(error, path) from error


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes, and return how they are made again.

    Made at the end, each in one go, they take a third of the time: measured, of a million rows.
    """
    sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    found = connection.execute(f"{sql} ORDER BY rowid").fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [made for _, made in found]


def copy_part(
    connection: sqlite3.Connection,
    content: Content,
    part: Part,
    done: int,
    at: Callable[[int], None],
) -> int:
    """Copy a table, and return how many rows there are then."""
    written = 0

    def rows() -> Iterator[Row]:
        nonlocal written
        for row in content.rows(part):
            written += 1
            at(done + written)
            yield row

    marks = ", ".join("?" for _ in part.columns)
    sql = f"INSERT INTO {part.table} ({part.spelled}) VALUES ({marks})"
    try:
        connection.executemany(sql, rows())
    except (sqlite3.IntegrityError, OverflowError) as error:
        # One row after the other is taken, so it's the last one.
        content.refuse(f"{part.table} {content.key(part, written)}", str(error), error)
    return done + written


def _count_on(connection: sqlite3.Connection, table: str, key: int) -> None:
    """Let keys go on after the greatest that the other store ever gave out."""
    sql = "UPDATE sqlite_sequence SET seq = ? WHERE name = ?"
    if not connection.execute(sql, (key, table)).rowcount:
        connection.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, key))


def _drop_astray(connection: sqlite3.Connection) -> None:
    """Leave out what this machine has read that refers to what colleagues have deleted since."""
    for part in parts():
        for column in filter(lambda one: part.is_private and one.endswith("_id"), part.columns):
            owner = column.removesuffix("_id")
            sql = f"DELETE FROM {part.table} WHERE {column} NOT IN (SELECT id FROM {owner})"
            connection.execute(sql)


def _refuse_astray(connection: sqlite3.Connection, content: Content) -> None:
    found = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found:
        where, why = f"{found[0]} {found[1]}", "it refers to a row that isn't there"
        content.refuse(where, why, LookupError(found[2]))
