"""A store on a server that is reached over TCP, so that something can stand between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import postgres_server
import psycopg
import pytest
from postgres_server import Server

from clientpulse.store.server import connection
from tests.processes import in_process

NUMBERS = count(1)
HOST = "127.0.0.1"


@dataclass(frozen=True)
class There:
    """A store on a server."""

    server: Server
    name: str

    def url(self, port: int | None = None, *, user: str = "postgres", **parameters: str) -> str:
        """Return its address, at another port where something stands between."""
        more = "&".join(f"{name}={quote(value)}" for name, value in parameters.items())
        at = f"{user}@{HOST}:{port or self.server.port}"
        return f"postgresql://{at}/{self.name}{f'?{more}' if more else ''}"

    def direct(self) -> psycopg.Connection[Any]:
        """Connect to it past the program."""
        return psycopg.connect(
            host=HOST, port=self.server.port, user="postgres", dbname=self.name, autocommit=True
        )

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask it past the program."""
        with self.direct() as line:
            line.execute("SET search_path = clientpulse")
            cursor = line.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

    def notes(self, note: str) -> int:
        """Count the touchpoints with a note."""
        sql = "SELECT count(*) FROM clientpulse.touchpoint WHERE note = %s"
        return int(self.ask(sql, note)[0][0])

    def until_all_are_gone(self) -> None:
        """Wait until the server has done what it was told by whoever hung up."""
        others = "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        until = time.monotonic() + 30
        while self.ask(others, self.name):
            assert time.monotonic() < until
            time.sleep(0.02)

    def give_up_the_lost(self) -> None:
        """Hang up on all who are connected, as the server does with who says nothing for long."""
        self.ask(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> pg_backend_pid()",
            self.name,
        )

    def ok(self, *arguments: str) -> str:
        """Run a command line that must succeed."""
        outcome = in_process(self.url(), *arguments)
        assert outcome.code == 0, outcome.err
        return outcome.out


@pytest.fixture(scope="session")
def model() -> Iterator[There]:
    """A store with one client, on one server for all such tests of this process."""
    reason = postgres_server.missing()
    if reason:
        pytest.skip(reason)
    with Server(listening=True) as running:
        yield made(running, "model")


def made(running: Server, name: str) -> There:
    """Make a store with one client."""
    there = There(running, name)
    everything = There(running, "postgres")
    everything.ask(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    there.ok("store", "init", there.url())
    there.ok("add", "Acme", "--meet", "4w")
    return there


@pytest.fixture
def there(model: There) -> There:
    """A store of the test's own, with one client."""
    name = f"there{next(NUMBERS)}"
    There(model.server, "postgres").ask(f"CREATE DATABASE {name} TEMPLATE model")
    return There(model.server, name)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a server a lot shorter than people do."""
    monkeypatch.setattr(connection, "CONNECTING", 2.0)
    monkeypatch.setattr(connection, "SILENCE", 0.5)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the settings."""
    path = tmp_path / "config.toml"
    path.touch()
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(path))
    return path
