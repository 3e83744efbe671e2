"""What every test of the command line starts from: a home of its own, and a store of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from clientpulse.cli import run

# A slow machine is no failure. Where a change has to pass, the examples are the same every time;
# elsewhere they are new ones, which is how the next boundary is found.
hypothesis.settings.register_profile("clientpulse", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "clientpulse")

TODAY = "2026-11-21"  # a Saturday


@dataclass(frozen=True)
class Outcome:
    """What a command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON that was printed."""
        return json.loads(self.out)

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of the JSON that was printed."""
        return self.json["items"]


@dataclass
class Pulse:
    """Runs command lines on a store of its own, on a day of its own."""

    store: Path
    capsys: pytest.CaptureFixture[str]
    today: str = TODAY

    def __call__(self, *arguments: str, today: str | None = None) -> Outcome:
        self.capsys.readouterr()
        code = run(["--db", str(self.store), "--today", today or self.today, *arguments])
        captured = self.capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    def ok(self, *arguments: str, today: str | None = None) -> Outcome:
        """Run a command line that must succeed."""
        outcome = self(*arguments, today=today)
        assert outcome.code == 0, outcome.err
        return outcome

    def fails(self, code: int, *arguments: str) -> Outcome:
        """Run a command line that must fail: one error, one hint, nothing on stdout."""
        outcome = self(*arguments)
        assert outcome.code == code, (outcome.out, outcome.err)
        assert outcome.out == ""
        error, hint = outcome.err.splitlines()
        assert error.startswith("error: ")
        assert hint.startswith("hint: ")
        return outcome


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    for name in ("CLIENTPULSE_DB", "CLIENTPULSE_TODAY", "CLIENTPULSE_CONFIG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
    ):
        monkeypatch.setenv(name, str(home / folder))


@pytest.fixture
def pulse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Pulse:
    """A program with an empty store."""
    return Pulse(tmp_path / "store" / "clients.db", capsys)


@pytest.fixture
def dump(pulse: Pulse) -> Callable[[], list[str]]:
    """Return all rows of the store but the journal's, as text."""
    import sqlite3
    from contextlib import closing

    def read() -> list[str]:
        with closing(sqlite3.connect(pulse.store)) as connection:
            return [
                line
                for line in connection.iterdump()
                if line.startswith("INSERT") and "journal_" not in line and "sqlite_seq" not in line
            ]

    return read
