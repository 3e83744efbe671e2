"""People at a server: each signs in as somebody, runs command lines, and types plain SQL."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from copy import copy
from itertools import count
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

import psycopg
import pytest
from postgres_server import WHEEL, Server, missing

from clientpulse.cli import run
from tests.conftest import TODAY, Outcome

ADMINISTRATOR = "postgres"
NUMBERS = count(1)


class Practice:
    """A database of a server, there or not, and whoever uses it."""

    begun: ClassVar[dict[Path, str]] = {}
    """The database that others are copied from, on each server."""

    def __init__(self, running: Server, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = running.folder
        self.number = next(NUMBERS)
        self.database = f"practice{self.number}"
        self._capsys = capsys

    def beside(self, name: str = "_other") -> Practice:
        """Return another database of the same server."""
        other = copy(self)
        other.database = f"{self.database}{name}"
        return other

    def url(self, user: str = ADMINISTRATOR, database: str | None = None) -> str:
        """Return the address of the database, as somebody."""
        name = quote(database or self.database)
        return f"postgresql://{quote(user)}@/{name}?host={self.folder}"

    def __call__(self, *arguments: str, user: str = ADMINISTRATOR) -> Outcome:
        return self.plainly("--db", self.url(user), *arguments)

    def plainly(self, *arguments: str) -> Outcome:
        """Run a command line that says itself which store it means, if any."""
        self._capsys.readouterr()
        code = run(["--today", TODAY, "--no-input", *arguments])
        captured = self._capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    def ok(self, *arguments: str, user: str = ADMINISTRATOR) -> Outcome:
        """Run a command line that must succeed."""
        outcome = self(*arguments, user=user)
        assert outcome.code == 0, outcome.err
        return outcome

    def begin(self) -> None:
        """Make the store, with a client in it."""
        if self.folder not in self.begun:
            first = self.beside("_first")
            assert self.plainly("store", "init", first.url()).code == 0
            first.ok("add", "Acme GmbH", "--key", "acme", "--meet", "monthly")
            self.begun[self.folder] = first.database
        self.make_database(f"TEMPLATE {self.begun[self.folder]}")

    def role(self, name: str, rights: str = "LOGIN") -> str:
        """Make somebody whom the server knows; roles are the server's, so they are numbered."""
        numbered = f"{name} {self.number}"
        quoted = numbered.replace('"', '""')
        self.sql(f'CREATE ROLE "{quoted}" {rights}', database=ADMINISTRATOR)
        return numbered

    def sql(
        self, statement: str, user: str = ADMINISTRATOR, database: str | None = None
    ) -> list[Any]:
        """Run a statement."""
        where = {"host": str(self.folder), "dbname": database or self.database, "user": user}
        with psycopg.connect(**where, autocommit=True) as connection:  # type: ignore[arg-type]
            cursor = connection.execute(statement)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def make_database(self, how: str = "") -> None:
        """Make the database without a store in it."""
        self.sql(f"CREATE DATABASE {self.database} {how}", database=ADMINISTRATOR)


def programs() -> Path:
    """Return where PostgreSQL's own programs are, as ``pg_dump``."""
    spec = importlib.util.find_spec(WHEEL)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0], "pginstall", "bin")


def has_programs() -> bool:
    """Tell whether a server can be started here."""
    return importlib.util.find_spec(WHEEL) is not None and not missing()


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    """A server of our own: roles are made that nobody wants on another."""
    if not has_programs():
        pytest.skip(f"{WHEEL} isn't installed")
    with Server() as server:
        yield server


@pytest.fixture
def practice(running: Server, capsys: pytest.CaptureFixture[str]) -> Practice:
    """People at a server, who have no database yet."""
    return Practice(running, capsys)
