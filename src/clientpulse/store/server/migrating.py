"""Making a store on a server, and bringing it to this release's schema."""

from __future__ import annotations

from sqlalchemy import Connection

from clientpulse.errors import StoreError
from clientpulse.quoting import printable
from clientpulse.store import tables
from clientpulse.store.dialect import NAMESPACE, let_references_wait, spell_out_indexes
from clientpulse.store.migration import upgrade_schema
from clientpulse.store.schema import SCHEMA_VERSION
from clientpulse.store.server import granting, survey
from clientpulse.store.server.address import ServerAddress
from clientpulse.store.server.administering import administering
from clientpulse.store.server.connection import Patient
from clientpulse.store.server.reader import check_version
from clientpulse.store.server.survey import Survey, identifier
from clientpulse.store.tables.constraints import METADATA

# Texts that are ordered as the database was told to when it was made, and not by their bytes.
_OTHERWISE_ORDERED = f"""
SELECT c.relname, a.attname
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = '{NAMESPACE}'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
   AND a.attcollation = 'pg_catalog."default"'::regcollation AND NOT a.attisdropped
"""
_MAY_MAKE_SCHEMAS = "SELECT has_database_privilege(current_database(), 'CREATE')"


def make(address: ServerAddress) -> str | None:
    """Make a store in a database that is there, or leave the one in it as it is.

    Returns:
        The version of the store that was there already; None of a new one.

    Raises:
        StoreError: It can't be made; nothing of it is left.
    """
    with administering(address) as (connection, raw):
        there = survey.take(raw)
        survey.check_server(there, address)
        if there.has_store:
            return there.revision
        if there.things:
            raise survey.foreign(there, address)
        if there.owner is None:
            _make_schema(raw, there, address)
        else:
            survey.check_owner(there, address, "make a store in this schema")
            _act_for_owner(raw, there)
        _bring_up_to_date(connection)
    return None


def upgrade(address: ServerAddress) -> str:
    """Bring a store to this release's schema, for everybody, and return which it had.

    Raises:
        StoreError: It can't be upgraded; it is as it was.
    """
    with administering(address) as (connection, raw):
        there = _upgradable(raw, address)
        found = str(there.revision)
        if found != SCHEMA_VERSION:
            _act_for_owner(raw, there)
            _bring_up_to_date(connection)
            granting.renew(raw)
    return found


def version(address: ServerAddress) -> str:
    """Return the version of a store that ``upgrade`` would upgrade; nothing is changed.

    Raises:
        StoreError: It can't be upgraded by us, or by this release.
    """
    with administering(address) as (_, raw):
        return str(_upgradable(raw, address).revision)


def _upgradable(raw: Patient, address: ServerAddress) -> Survey:
    there = survey.take(raw)
    survey.check_server(there, address)
    survey.check_store(there, address)
    if there.revision != SCHEMA_VERSION:
        check_version(str(there.revision), address, upgrading=True)
        survey.check_owner(there, address, "upgrade it")
    return there


def _make_schema(raw: Patient, there: Survey, address: ServerAddress) -> None:
    if not (raw.execute(_MAY_MAKE_SCHEMAS).fetchone() or (False,))[0]:
        raise StoreError(
            f"you, {printable(there.user)}, may not make a schema in the {address.shown}",
            "whoever runs the server types in psql:"
            f" GRANT CREATE ON DATABASE {identifier(there.database)}"
            f" TO {identifier(there.user)};",
        )
    raw.execute(f"CREATE SCHEMA {NAMESPACE}")


def _act_for_owner(raw: Patient, there: Survey) -> None:
    """Let all tables be of whoever owns the schema, so that one person can upgrade them all."""
    if there.owner is not None and there.owner != there.user:
        raw.execute(f"SET LOCAL ROLE {identifier(there.owner)}")


def _bring_up_to_date(connection: Connection) -> None:
    tables.load_all()
    spell_out_indexes(METADATA)
    upgrade_schema(connection)
    order_by_bytes(connection)
    let_references_wait(connection)


def order_by_bytes(connection: Connection) -> None:
    """Let texts be ordered by their bytes, as in SQLite, whatever the database was told."""
    for table, column in connection.exec_driver_sql(_OTHERWISE_ORDERED).fetchall():
        connection.exec_driver_sql(
            f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE text COLLATE "C"'
        )
