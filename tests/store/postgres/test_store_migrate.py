"""``pulse store migrate``: it alone upgrades a store on a server, for everybody."""

from __future__ import annotations

import pytest
from people import Practice
from sqlalchemy import create_engine, text

from clientpulse.store.migration import upgrade_schema
from clientpulse.store.schema import SCHEMA_VERSION
from clientpulse.store.server.migrating import order_by_bytes

BEFORE = "0008"
REVISION = "SELECT version_num FROM clientpulse.alembic_version"


@pytest.fixture
def older(practice: Practice) -> Practice:
    """A store that an older release made, with a client in it."""
    practice.make_database()
    where = f"postgresql+psycopg://postgres@/{practice.database}?host={practice.folder}"
    engine = create_engine(where)
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA clientpulse"))
        connection.execute(text("SET search_path = clientpulse"))
        upgrade_schema(connection, BEFORE)
        order_by_bytes(connection)
        connection.execute(
            text(
                "INSERT INTO client (uid, created_at, key, name, started_on)"
                " VALUES (repeat('0', 36), now(), 'acme', 'Acme', '2026-01-05')"
            )
        )
    engine.dispose()
    return practice


def test_every_other_command_says_so_and_changes_nothing(older: Practice) -> None:
    for line in ("due", "log acme a call", "client list", "undo", "store init URL"):
        said = older(*line.replace("URL", older.url()).split())

        assert (said.code, said.out) == (4, ""), line
        assert f"has schema {BEFORE}; this clientpulse needs {SCHEMA_VERSION}" in said.err
        assert "pulse store migrate" in said.err
    assert older.sql(REVISION) == [(BEFORE,)]


def test_a_newer_store_is_left_as_it_is(practice: Practice) -> None:
    practice.begin()
    practice.sql("UPDATE clientpulse.alembic_version SET version_num = '0099'")

    for line in ("due", "log acme", "store migrate", "store init URL"):
        said = practice(*line.replace("URL", practice.url()).split())

        assert (said.code, said.out) == (4, ""), line
        assert "was written by a newer clientpulse (schema '0099')" in said.err
    assert practice.sql(REVISION) == [("0099",)]


def test_it_upgrades_a_store_with_all_that_is_in_it(older: Practice) -> None:
    said = older("store", "migrate", "--yes", "--json")

    assert said.json["store"]["version"] == SCHEMA_VERSION
    assert said.json["store"]["upgraded_from"] == BEFORE
    (client,) = older.ok("client", "list", "--json").items
    assert client["key"] == "acme"
    older.ok("log", "acme", "a call")
    not_by_bytes = """
        SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
         WHERE relnamespace = 'clientpulse'::regnamespace AND relkind = 'r' AND attnum > 0
           AND attcollation = 'pg_catalog."default"'::regcollation
    """
    assert older.sql(not_by_bytes) == [(0,)]


def test_it_asks_first_and_says_how_to_back_up(older: Practice) -> None:
    said = older("store", "migrate")

    assert said.code == 2
    assert "Everybody who uses it needs this release then" in said.err
    assert "pg_dump --format=custom --schema=clientpulse" in said.err
    assert "add --yes" in said.err
    assert older.sql(REVISION) == [(BEFORE,)]


def test_the_address_may_be_named(older: Practice) -> None:
    assert older.plainly("store", "migrate", older.url(), "--yes").code == 0
    assert older.sql(REVISION) == [(SCHEMA_VERSION,)]


def test_a_store_that_is_up_to_date_is_said_to_be(practice: Practice) -> None:
    practice.begin()

    said = practice("store", "migrate")

    assert said.code == 0
    assert f"has schema {SCHEMA_VERSION} already; nothing was changed" in said.out
    assert practice("store", "migrate", "--json").json["store"]["upgraded_from"] is None


def test_without_a_store_there_is_nothing_to_upgrade(practice: Practice) -> None:
    practice.make_database()

    said = practice("store", "migrate", "--yes")

    assert said.code == 4
    assert "there is no clientpulse store" in said.err
    assert "pulse store init" in said.err


def test_who_does_not_own_it_can_not_upgrade_it(older: Practice) -> None:
    kim = older.role("kim")
    assert older("store", "grant", kim).code == 0

    said = older("store", "migrate", "--yes", user=kim)

    assert said.code == 4
    assert "only postgres can upgrade it" in said.err
    assert older.sql(REVISION) == [(BEFORE,)]


def test_who_could_use_it_can_use_what_the_upgrade_made(
    older: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that a release to come makes, and which nobody could have been given before."""
    kim, ann = older.role("kim"), older.role("ann")
    older.ok("store", "grant", kim)
    older.ok("store", "grant", ann, "--read-only")
    from clientpulse.store.server import migrating

    def upgraded(connection: object) -> None:
        upgrade_schema(connection)  # type: ignore[arg-type]
        connection.exec_driver_sql("CREATE TABLE more (id serial PRIMARY KEY, a int)")  # type: ignore[attr-defined]

    monkeypatch.setattr(migrating, "upgrade_schema", upgraded)
    older.ok("store", "migrate", "--yes")

    older.sql("INSERT INTO clientpulse.more (a) VALUES (1)", user=kim)
    assert older.sql("SELECT a FROM clientpulse.more", user=ann) == [(1,)]


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(
    older: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clientpulse.store.server import migrating

    def failing(connection: object) -> None:
        upgrade_schema(connection)  # type: ignore[arg-type]
        connection.exec_driver_sql("SELECT 1 / 0")  # type: ignore[attr-defined]

    monkeypatch.setattr(migrating, "upgrade_schema", failing)

    said = older("store", "migrate", "--yes")

    assert said.code == 4
    assert "division by zero" in said.err
    assert older.sql(REVISION) == [(BEFORE,)]
