"""Colleagues who share a store on a server, each with a name and files of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from databases import NewDatabase, address_of

from clientpulse.store.server import migrating
from tests.conftest import TODAY, Outcome
from tests.processes import in_process


@dataclass
class Colleague:
    """Somebody who types command lines."""

    name: str
    store: str
    home: Path
    patch: pytest.MonkeyPatch
    config: str = ""
    """What else stands in their config, as whole tables of it."""

    @property
    def environment(self) -> dict[str, str]:
        """What makes the program theirs."""
        config = self.home / "config.toml"
        if not config.exists():
            self.home.mkdir(parents=True)
            # Whoever's hours aren't known can be rung whenever the tests run.
            always = 'office_hours = "mon-sun 0:00-24:00"'
            config.write_text(f'{always}\n[me]\nowner = "{self.name}"\n{self.config}')
        return {"CLIENTPULSE_CONFIG": str(config), "XDG_DATA_HOME": str(self.home / "data")}

    def __call__(self, *words: str, code: int = 0, today: str = TODAY, db: str = "") -> Outcome:
        for name, value in self.environment.items():
            self.patch.setenv(name, value)
        outcome = in_process(db or self.store, *words, today=today)
        assert outcome.code == code, (self.name, words, outcome)
        return outcome


Hire = Callable[[str], Colleague]


def practice(new_database: NewDatabase, folder: Path, patch: pytest.MonkeyPatch) -> Hire:
    """Make a store on a server, and return what gives it a colleague."""
    address = address_of(new_database())
    migrating.make(address)
    return lambda name: Colleague(name, address.url, folder / name, patch)
