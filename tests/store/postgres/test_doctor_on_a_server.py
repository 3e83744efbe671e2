"""``pulse doctor`` of a store on a server: each line, and what it says when something is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from people import Practice

from clientpulse.services.doctor import at_a_server
from clientpulse.store.server import examining

Said = dict[str, dict[str, str]]


@pytest.fixture
def look(practice: Practice, config: Path) -> Callable[..., Said]:
    """Run the checks, and return what each found."""

    def looked(code: int = 0, user: str = "postgres") -> Said:
        outcome = practice("doctor", "--json", user=user)
        assert (outcome.code, outcome.err) == (code, "")
        return {one["check"]: one for one in outcome.items}

    return looked


def test_all_is_well_with_a_member(
    practice: Practice, look: Callable[..., Said], config: Path
) -> None:
    practice.begin()
    kim = practice.role("kim")
    practice.ok("store", "grant", kim)
    config.write_text('[me]\nowner = "kim"\n', encoding="utf-8")
    practice.ok("log", "acme", "a call", user=kim)

    said = look(user=kim)

    assert {one["level"] for one in said.values()} == {"ok"}
    assert list(said) == [
        *("store", "schema", "last write", "server", "tls", "role", "clock", "transactions"),
        *("others", "owner", "private", "config", "backups"),
    ]
    assert said["store"]["message"].startswith("1 client, 1 touchpoint, ")
    assert said["last write"]["message"].endswith(" by kim: log")
    assert said["role"]["message"] == f"{kim} may read and write"
    assert said["owner"]["message"] == "you are kim among colleagues"
    assert said["server"]["message"].startswith("PostgreSQL 1")
    assert "pg_dump --format=custom" in said["backups"]["hint"]


def test_it_says_what_a_role_may_do(practice: Practice, look: Callable[..., Said]) -> None:
    owner, ann = practice.role("owner", "LOGIN CREATEDB"), practice.role("ann")
    assert practice.plainly("store", "init", practice.url(owner)).code == 0
    practice.ok("store", "grant", ann, "--read-only")

    assert "owns the store" in look(user=owner)["role"]["message"]
    assert look(user=ann)["role"]["message"] == f"{ann} may read, and write nothing"
    assert look()["role"]["level"] == "warning"  # who runs the whole server
    stranger = practice.role("stranger")
    said = look(4, stranger)
    assert said["role"]["level"] == "error"
    assert "pulse store grant" in said["role"]["hint"]
    assert "store" not in said


def test_who_did_not_say_who_they_are_is_told_how(
    practice: Practice, look: Callable[..., Said]
) -> None:
    practice.begin()

    owner = look()["owner"]

    assert owner["level"] == "warning"
    assert owner["hint"].endswith("pulse config set me.owner postgres")


@pytest.mark.parametrize(
    ("version", "hint"), [("0008", "pulse store migrate"), ("0099", "upgrade clientpulse")]
)
def test_another_release_is_an_error(
    version: str, hint: str, practice: Practice, look: Callable[..., Said]
) -> None:
    practice.begin()
    practice.sql(f"UPDATE clientpulse.alembic_version SET version_num = '{version}'")

    said = look(4)

    assert said["schema"]["level"] == "error"
    assert hint in said["schema"]["hint"]


def test_no_store_and_no_database_are_errors(practice: Practice, look: Callable[..., Said]) -> None:
    assert "pulse store init" in look(4)["store"]["hint"]

    practice.make_database()
    assert "no clientpulse store" in look(4)["store"]["message"]

    practice.sql("CREATE SCHEMA clientpulse CREATE TABLE theirs (id int)")
    assert "something else" in look(4)["store"]["message"]


def test_what_everybody_may_read_is_named(practice: Practice, look: Callable[..., Said]) -> None:
    practice.begin()
    kim = practice.role("kim")
    practice.ok("store", "grant", kim)
    practice.sql("GRANT USAGE ON SCHEMA clientpulse TO PUBLIC")
    practice.sql("GRANT SELECT ON clientpulse.client TO PUBLIC")

    said = practice("doctor", "--json", user=kim).items

    (warned,) = (one for one in said if one["check"] == "role" and one["level"] == "warning")
    assert "everybody who may connect" in warned["message"]
    practice.sql(warned["hint"].partition("in psql: ")[2])
    assert [one["level"] for one in practice("doctor", "--json", user=kim).items].count("ok") >= 10


def test_a_clock_that_differs_is_noticed(
    practice: Practice, look: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.begin()
    ours = time.time

    for ahead in (-3600, -62, 0, 62, 90_000):
        monkeypatch.setattr(examining.time, "time", lambda: ours() - ahead)  # noqa: B023
        clock = look()["clock"]
        assert clock["level"] == ("warning" if ahead else "ok")
        if ahead:
            assert ("ahead of" if ahead > 0 else "behind") in clock["message"]


def test_a_transaction_that_is_open_for_long_is_named_and_who_else_is_there(
    practice: Practice, look: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.begin()
    kim = practice.role("kim")
    where = f"host={practice.folder} dbname={practice.database}"
    with closing(psycopg.connect(where, user=kim)) as connection:
        connection.execute("SELECT 1")
        said = look()
        assert said["transactions"]["level"] == "ok"
        assert kim in said["transactions"]["message"]
        assert kim in said["others"]["message"]

        monkeypatch.setattr(at_a_server, "LONG_OPEN", timedelta(0))
        old = look()["transactions"]
        assert old["level"] == "warning"
        practice.sql(old["hint"].partition("in psql: ")[2])
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    assert "no other is open" in look()["transactions"]["message"]


def test_others_are_seen_as_far_as_one_may(practice: Practice, look: Callable[..., Said]) -> None:
    practice.begin()
    kim = practice.role("kim")
    practice.ok("store", "grant", kim)

    with psycopg.connect(f"host={practice.folder} dbname={practice.database} user=postgres"):
        said = look(user=kim)

    assert said["transactions"]["message"].endswith("as far as you may see")
    assert "postgres" in said["others"]["message"]


def test_what_is_of_this_computer_is_looked_at_too(
    practice: Practice, look: Callable[..., Said], config: Path, tmp_path: Path
) -> None:
    practice.begin()
    config.write_text(f'[sources.mail]\nkind = "maildir"\npath = "{tmp_path}/none"\n', "utf-8")

    said = look()

    assert "isn't there" in said["sources"]["message"]
    assert not {"permissions", "place", "leftovers", "space", "integrity"} & {*said}


def test_nothing_of_what_was_written_by_a_stranger_breaks_the_lines(
    practice: Practice, look: Callable[..., Said]
) -> None:
    practice.begin()
    practice.sql("UPDATE clientpulse.journal_entry SET by = E'\\x1b[31m\\nkim', command = E'a\\nb'")

    assert "\\x1b" in look()["last write"]["message"]
    assert "\x1b" not in practice("doctor").out
