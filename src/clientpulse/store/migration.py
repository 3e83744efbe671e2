"""Bringing a store's file to this release's schema with Alembic."""

from __future__ import annotations

import logging
from pathlib import Path

import sqlalchemy
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from clientpulse.store.file.engine import make_engine
from clientpulse.store.file.failures import damaged, translate
from clientpulse.store.schema import APPLICATION_ID

SCRIPTS = Path(__file__).parent / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, with the connection to migrate over."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(path: Path, revision: str = "head", *, references: bool = True) -> None:
    """Run the migrations a file still needs, all of them in one transaction.

    Foreign keys are off while tables are rebuilt (SQLite would delete the children of a table that
    is replaced), and checked before the commit.

    Args:
        path: An existing file: a store, or an empty one that becomes a store.
        revision: Where to stop; only tests stop early.
        references: Whether its rows refer to nothing that isn't in it.

    Raises:
        StoreError: It failed; the file is as it was.
    """
    engine = make_engine(path)
    try:
        with engine.connect() as connection:
            # Outside a transaction: SQLite ignores this pragma inside one.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
            with connection.begin():
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                given_out = _keys_given_out(connection)
                upgrade_schema(connection, revision)
                _never_again(connection, given_out)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken and references:
                    raise damaged(path, f"{len(broken)} rows refer to rows that are missing")
    except sqlalchemy.exc.DBAPIError as error:
        raise translate(error.orig or error, path) from error
    finally:
        engine.dispose()


def upgrade_schema(connection: Connection, revision: str = "head") -> None:
    """Run the migrations a database still needs inside the caller's transaction.

    Args:
        connection: To a database of any kind that ``dialect`` knows.
        revision: Where to stop; only tests stop early.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(alembic_config(connection), revision)


def _keys_given_out(connection: Connection) -> dict[str, int]:
    """Return the greatest key that each table ever gave out, deleted rows included."""
    exists = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'"
    ).fetchone()
    if not exists:
        return {}
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").fetchall()
    return {str(name): int(seq) for name, seq in rows}


def _never_again(connection: Connection, given_out: dict[str, int]) -> None:
    """Keep a rebuilt table from giving out a deleted row's key, which the journal may bring back.

    SQLite counts a rebuilt table's keys from the greatest one that is left.
    """
    for table, seq in given_out.items():
        found = connection.exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (seq, table)
        )
        there = connection.exec_driver_sql(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        if not found.rowcount and there:
            connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, seq))
