"""The migrations build on PostgreSQL what they build on SQLite."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from databases import NewDatabase, migrate
from sqlalchemy import CheckConstraint, Connection, Engine, insert, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from clientpulse.store import schema
from clientpulse.store.tables import Client, Contact, Touchpoint
from clientpulse.store.tables.constraints import METADATA

# Of our own tables, in PostgreSQL's own words.
CONSTRAINTS = """
SELECT r.relname, k.conname, pg_get_constraintdef(k.oid)
  FROM pg_constraint k JOIN pg_class r ON r.oid = k.conrelid
 WHERE k.connamespace = 'public'::regnamespace AND r.relname <> 'alembic_version'
   AND k.contype <> 'n'
"""
INDEXES = """
SELECT tablename, indexname, indexdef FROM pg_indexes
 WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""
COLUMNS = """
SELECT table_name, column_name, data_type || ' ' || is_nullable FROM information_schema.columns
 WHERE table_schema = 'public' AND table_name <> 'alembic_version'
"""

A_CLIENT: dict[str, Any] = {"key": "acme", "name": "Acme", "started_on": date(2026, 1, 5)}
A_TOUCHPOINT: dict[str, Any] = {
    "client_id": 1, "occurred_on": date(2026, 1, 5), "channel": "email", "direction": "inbound",
    "reaching": False,
}  # fmt: skip


@pytest.fixture
def connection(migrated: Engine) -> Any:
    with migrated.connect() as connection:
        connection.execute(insert(Client).values(**complete(Client, A_CLIENT), id=1))
        yield connection


@pytest.fixture(scope="module")
def created(new_database: NewDatabase) -> Engine:
    """An empty store that came from the tables' classes."""
    engine = new_database()
    METADATA.create_all(engine)
    return engine


def complete(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Add what a table's class fills in by itself."""
    return model(**values).model_dump(exclude={"id"} - values.keys())


def test_the_migrations_build_the_tables_the_code_has(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == schema.SCHEMA_VERSION


@pytest.mark.parametrize(("query", "at_least"), [(CONSTRAINTS, 100), (INDEXES, 60), (COLUMNS, 120)])
def test_the_migrations_build_the_same_as_the_tables(
    query: str, at_least: int, migrated: Engine, created: Engine
) -> None:
    with migrated.connect() as one, created.connect() as other:
        expected = {tuple(row) for row in other.execute(text(query))}
        assert {tuple(row) for row in one.execute(text(query))} == expected
    assert len(expected) >= at_least


def test_only_the_form_of_days_is_left_unchecked() -> None:
    left_out = []
    for table in METADATA.sorted_tables:
        written = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        left_out += [
            str(one.name)
            for one in table.constraints
            if isinstance(one, CheckConstraint) and f"CONSTRAINT {one.name} CHECK" not in written
        ]
    days = [name for name in left_out if name.endswith("_day")]
    assert left_out == days
    assert "ck_touchpoint_occurred_on_day" in days
    assert "ck_contact_birthday_day" not in days


@pytest.mark.parametrize(
    ("model", "base", "wrong"),
    [
        (Client, A_CLIENT, {"key": "b", "meeting_interval": "3x"}),
        (Client, A_CLIENT, {"key": "b", "meeting_interval": "03m"}),
        (Client, A_CLIENT, {"key": "b", "meeting_interval": "none"}),
        (Client, A_CLIENT, {"key": "b", "name": ""}),
        (Client, A_CLIENT, {"key": "b", "paused_until": date(2026, 2, 1)}),
        (Client, A_CLIENT, {}),
        (Touchpoint, A_TOUCHPOINT, {"reaching": True}),
        (Touchpoint, A_TOUCHPOINT, {"direction": "outbound"}),
        (Touchpoint, A_TOUCHPOINT, {"occurred_time": "9:30"}),
        (Touchpoint, A_TOUCHPOINT, {"occurred_time": "09:30\n"}),
        (Touchpoint, A_TOUCHPOINT, {"mood": 3}),
        (Touchpoint, A_TOUCHPOINT, {"client_id": 99}),
        (Contact, {"client_id": 1, "name": "Ann"}, {"birthday": "-02-29"}),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(
    connection: Connection, model: Any, base: dict[str, Any], wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        connection.execute(insert(model).values(**complete(model, base | wrong)))


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (
            Client,
            A_CLIENT | {"id": 99, "key": "b", "meeting_interval": "12m", "update_interval": "none"},
        ),
        (Touchpoint, A_TOUCHPOINT | {"occurred_time": "09:30"}),
        (Touchpoint, A_TOUCHPOINT | {"direction": "outbound", "reaching": True}),
        (Contact, {"client_id": 1, "name": "Ann", "birthday": "--02-29"}),
    ],
)
def test_a_row_that_keeps_the_rules_is_taken(
    connection: Connection, model: Any, row: dict[str, Any]
) -> None:
    connection.execute(insert(model).values(**complete(model, row)))


def test_rows_of_the_first_release_are_brought_up_to_date(new_database: NewDatabase) -> None:
    engine = migrate(new_database(), schema.KNOWN_VERSIONS[0])
    first = {"uid": "x" * 36, "created_at": datetime(2026, 1, 5, tzinfo=UTC), "id": 1}
    with engine.begin() as connection:
        connection.execute(insert(Client.__table__).values(**first | A_CLIENT))  # type: ignore[attr-defined]
    migrate(engine)
    with engine.connect() as connection:
        upgraded = connection.execute(text("SELECT asked_from, name, timezone FROM client"))
        [(asked_from, *rest)] = upgraded
    assert isinstance(asked_from, date)
    assert rest == ["Acme", None]
