"""Making a store on a server, and bringing it to this release's schema."""

from __future__ import annotations

from sqlalchemy import Connection

from clientpulse.store import tables
from clientpulse.store.dialect import NAMESPACE, let_references_wait, spell_out_indexes
from clientpulse.store.migration import upgrade_schema
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.engine import writing
from clientpulse.store.tables.constraints import METADATA

# Texts that are ordered as the database was told to when it was made, and not by their bytes.
_OTHERWISE_ORDERED = f"""
SELECT c.relname, a.attname
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = '{NAMESPACE}'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
   AND a.attcollation = 'pg_catalog."default"'::regcollation AND NOT a.attisdropped
"""


def migrate(address: ServerAddress, *, make: bool = False) -> None:
    """Bring the store in a database to this release's schema, in one transaction.

    Args:
        make: Make it first, where there is none.
    """
    tables.load_all()
    spell_out_indexes(METADATA)
    with writing(address, patient=False) as connection:
        if make:
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {NAMESPACE}")
        upgrade_schema(connection)
        order_by_bytes(connection)
        let_references_wait(connection)


def order_by_bytes(connection: Connection) -> None:
    """Let texts be ordered by their bytes, as in SQLite, whatever the database was told."""
    for table, column in connection.exec_driver_sql(_OTHERWISE_ORDERED).fetchall():
        connection.exec_driver_sql(
            f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE text COLLATE "C"'
        )
