"""``pulse store init``: from an empty server to a store, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from people import Practice

from clientpulse.store.schema import SCHEMA_VERSION
from clientpulse.store.server import connection, making, survey
from clientpulse.store.server.address import ServerAddress, parse_address

NAMESPACES = "SELECT nspname FROM pg_namespace WHERE nspname = 'clientpulse'"
THINGS = "SELECT count(*) FROM pg_class WHERE relnamespace = 'clientpulse'::regnamespace"
DATABASES = "SELECT count(*) FROM pg_database WHERE datname = '{}'"


def keys(practice: Practice) -> list[str]:
    return [one["key"] for one in practice.ok("client", "list", "--json").items]


def in_a_process(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "clientpulse", "store", "init", url, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_makes_a_store_in_a_database_that_is_there(practice: Practice) -> None:
    practice.make_database()
    practice.sql("CREATE TABLE client (theirs int)")

    said = practice.plainly("store", "init", practice.url())

    assert (said.code, said.err) == (0, "")
    assert f"Made a store in the database {practice.database}" in said.out
    practice.ok("add", "Acme GmbH")
    assert keys(practice) == ["acme-gmbh"]
    assert practice.sql("SELECT * FROM public.client") == []


def test_it_makes_the_database_too_where_it_may(practice: Practice) -> None:
    kim = practice.role("kim", "LOGIN CREATEDB")

    said = practice.plainly("store", "init", practice.url(kim), "--json")

    assert said.json["store"] == {
        "db": practice.url(kim),
        "version": SCHEMA_VERSION,
        "made": True,
        "database_made": True,
    }
    how = "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = '{}'"
    assert practice.sql(how.format(practice.database)) == [("UTF8", "C")]
    practice.ok("add", "Acme GmbH", user=kim)


def test_who_may_make_no_database_is_told_what_to_type_and_it_works(practice: Practice) -> None:
    kim = practice.role('kim\'s "x"')

    said = practice.plainly("store", "init", practice.url(kim))

    assert said.code == 4
    assert "you may not make it" in said.err
    line = said.err.partition("types in psql: ")[2].strip()
    assert line.endswith(";")
    practice.sql(line, database="postgres")
    assert practice.plainly("store", "init", practice.url(kim)).code == 0


def test_who_may_make_no_schema_is_told_what_to_type_and_it_works(practice: Practice) -> None:
    practice.make_database()
    kim = practice.role("kim")

    said = practice.plainly("store", "init", practice.url(kim))

    assert said.code == 4
    assert practice.sql(NAMESPACES) == []
    practice.sql(said.err.partition("types in psql: ")[2].strip())
    assert practice.plainly("store", "init", practice.url(kim)).code == 0


def test_a_schema_that_was_made_for_its_owner_is_filled_for_them(practice: Practice) -> None:
    practice.make_database()
    kim = practice.role("kim")
    practice.sql(f'CREATE SCHEMA clientpulse AUTHORIZATION "{kim}"')

    assert practice.plainly("store", "init", practice.url()).code == 0

    owners = "SELECT DISTINCT tableowner::text FROM pg_tables WHERE schemaname = 'clientpulse'"
    assert practice.sql(owners) == [(kim,)]
    practice.ok("add", "Acme GmbH", user=kim)


def test_a_store_that_is_there_is_left_as_it_is(practice: Practice) -> None:
    practice.begin()

    said = practice.plainly("store", "init", practice.url(), "--json")

    assert said.code == 0
    assert (said.json["store"]["made"], said.json["store"]["database_made"]) == (False, False)
    assert "already; it is as it was" in practice.plainly("store", "init", practice.url()).out
    assert keys(practice) == ["acme"]


@pytest.mark.parametrize("table", ["clients (id int)", "alembic_version (version_num text)"])
def test_a_schema_of_somebody_else_is_refused_and_left_as_it_was(
    table: str, practice: Practice
) -> None:
    practice.make_database()
    practice.sql(f"CREATE SCHEMA clientpulse CREATE TABLE {table}")

    said = practice.plainly("store", "init", practice.url())

    assert said.code == 4
    assert f"isn't ours; it holds {table.split(maxsplit=1)[0]}" in said.err
    assert practice.sql(THINGS) == [(1,)]


def test_a_database_in_another_encoding_is_refused(practice: Practice) -> None:
    practice.make_database("TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")

    said = practice.plainly("store", "init", practice.url())

    assert said.code == 4
    assert "its encoding is LATIN1" in said.err
    assert "--encoding=UTF8" in said.err
    assert practice.sql(NAMESPACES) == []


@pytest.mark.parametrize(("major", "code"), [(14, 4), (15, 0), (19, 0)])
def test_older_servers_than_15_are_refused(
    major: int, code: int, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.make_database()
    asked = survey._SERVER.replace("current_setting('server_version_num')::int / 10000", f"{major}")
    assert asked != survey._SERVER
    monkeypatch.setattr(survey, "_SERVER", asked)

    said = practice.plainly("store", "init", practice.url())

    assert said.code == code
    assert ("clientpulse needs PostgreSQL 15 or newer" in said.err) is (code != 0)
    assert len(practice.sql(NAMESPACES)) == (code == 0)


def test_an_address_without_a_database_is_refused(practice: Practice) -> None:
    said = practice.plainly("store", "init", f"postgresql://postgres@/?host={practice.folder}")

    assert said.code == 2
    assert "names no database" in said.err


def test_a_file_is_refused(practice: Practice) -> None:
    said = practice.plainly("store", "init", "clients.db")

    assert said.code == 2
    assert "is a file, not a database on a server" in said.err


def test_a_role_that_the_server_does_not_know_is_told_so(practice: Practice) -> None:
    said = practice.plainly("store", "init", practice.url("stranger"))

    assert said.code == 4
    assert "stranger" in said.err
    assert practice.sql(DATABASES.format(practice.database), database="postgres") == [(0,)]


@pytest.mark.thorough
@pytest.mark.parametrize("is_there", [True, False])
def test_two_at_once_make_one_store(is_there: bool, practice: Practice, thorough: bool) -> None:
    if is_there:
        if not thorough:
            pytest.skip("the other one finds more")
        practice.make_database()

    with ThreadPoolExecutor() as pool:
        both = [in_a_process(practice.url()) for _ in range(2)]
        said = [*pool.map(lambda one: one.communicate(timeout=60), both)]

    assert [one.returncode for one in both] == [0, 0], said
    assert sorted('"made": true' in out for out, _ in said) == [False, True]
    practice.ok("add", "Acme GmbH")


def test_a_database_that_somebody_made_after_it_was_missed_is_taken(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, tries = connection.connect, []

    def late(address: ServerAddress, **options: Any) -> Any:
        if not tries:
            tries.append("missing")
            practice.make_database()
            raise psycopg.OperationalError("there is no such database")
        return connect(address, **options)

    monkeypatch.setattr(connection, "connect", late)
    assert making.make_database(parse_address(practice.url())) is False


@pytest.fixture
def moments() -> Iterator[int]:
    """How often to try."""
    return iter(range(20))


@pytest.mark.thorough
def test_one_that_is_killed_in_the_middle_leaves_nothing_half(
    moments: Iterator[int], practice: Practice
) -> None:
    """Killed after so many tables were made, each time a few more of them."""
    practice.make_database()
    for moment in moments:
        with in_a_process(practice.url()) as doomed:
            wait_for_work(practice, doomed, 0.004 * moment)
            doomed.send_signal(signal.SIGKILL)
        there = practice.sql(NAMESPACES)
        if there:  # it was done before
            assert (
                '"made": false' in practice.plainly("store", "init", practice.url(), "--json").out
            )
            practice.sql("DROP SCHEMA clientpulse CASCADE")
    assert practice.plainly("store", "init", practice.url()).code == 0
    practice.ok("add", "Acme GmbH")


def wait_for_work(practice: Practice, doomed: subprocess.Popen[str], longer: float) -> None:
    """Wait until a process has begun its transaction, and a little longer."""
    busy = (
        f"SELECT 1 FROM pg_stat_activity WHERE datname = '{practice.database}'"
        " AND application_name = 'clientpulse' AND backend_xid IS NOT NULL"
    )
    where = f"host={practice.folder} dbname=postgres user=postgres"
    until = time.monotonic() + 60
    with psycopg.connect(where, autocommit=True) as connection:
        while not connection.execute(busy).fetchone():
            if doomed.poll() is not None:
                return
            assert time.monotonic() < until
            os.sched_yield()
    time.sleep(longer)
