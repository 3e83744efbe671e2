"""Which database an address leads to, however it is written, and what libpq's environment adds."""

from __future__ import annotations

import pytest

from clientpulse.store.server.address import parse_address

HERE = "postgresql://kim@db.practice.example/pulse"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"):
        monkeypatch.delenv(name, raising=False)


def files(address: str) -> str:
    """What this computer's files of the store are called after."""
    return parse_address(address).local_name


@pytest.mark.parametrize(
    "spelling",
    [
        "postgres://kim@db.practice.example:5432/pulse",
        "postgresql://sam@db.practice.example/pulse?sslmode=require",
        "postgresql:///pulse?host=db.practice.example&port=5432",
    ],
)
def test_one_database_has_one_name_in_any_spelling(spelling: str) -> None:
    assert files(spelling) == files(HERE)


def test_a_socket_may_end_in_a_slash() -> None:
    assert files("postgresql:///p?host=/run/pg/") == files("postgresql:///p?host=/run/pg")


@pytest.mark.parametrize(
    ("name", "value", "spelling", "shown"),
    [
        ("PGHOST", "db.practice.example", HERE, "pulse at db.practice.example"),
        ("PGDATABASE", "other", "postgresql:///other", "other at this computer"),
        ("PGUSER", "kim", "postgresql:///kim", "kim at this computer"),
        (
            "PGSERVICE",
            "office",
            "postgresql:///pulse?service=office",
            "pulse at the service office",
        ),
    ],
)
def test_the_environment_leads_where_an_address_says_nothing(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, spelling: str, shown: str
) -> None:
    short = "postgresql:///" if name in {"PGDATABASE", "PGUSER"} else "postgresql:///pulse"
    before = files(short)
    monkeypatch.setenv(name, value)
    assert files(short) != before
    assert files(short) == files(spelling)
    assert parse_address(short).shown == f"database {shown}"


def test_what_an_address_says_counts_more_than_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = files(HERE)
    monkeypatch.setenv("PGHOST", "other.example")
    monkeypatch.setenv("PGDATABASE", "other")
    assert files(HERE) == before
