"""Commands, undone and redone in any order, leave the same rows in a file and on a server."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from databases import NewDatabase, address_of
from sqlalchemy import Engine, select

from clientpulse.store.dialect import values
from clientpulse.store.file.engine import make_engine
from clientpulse.store.server import migrating
from clientpulse.store.server.companion import TABLES as PRIVATE
from clientpulse.store.server.engine import make_engine as make_server_engine
from clientpulse.store.tables.constraints import METADATA
from tests.cli.test_undo import COMMANDS, fill
from tests.conftest import Outcome
from tests.processes import in_process

# What no two stores have in common.
OWN = {"uid", "created_at", "ran_at", "undone_at", "db_user", "before", "salt", "mark"}

HISTORY = (
    "client,on,channel,note\nacme,2026-03-01,call,Third\nacme,2026-12-01,meeting,ahead\n"
    "other,2026-04-01,email,Fourth\nacme,2026-06-01,meeting,\n"
)


class Both:
    """Runs command lines on two stores, and holds one to the other."""

    def __init__(self, file: Path, server: str, engines: tuple[Engine, Engine]) -> None:
        self._stores = str(file), server
        self._engines = engines

    def __call__(self, *words: str) -> Outcome:
        in_file, on_server = (in_process(one, *words) for one in self._stores)
        said = on_server.err.replace("left of yours to", "left to")
        assert (on_server.code, said) == (in_file.code, in_file.err), words
        return on_server

    def ok(self, *words: str, today: str | None = None) -> Outcome:
        outcome = self(*(("--today", today) if today else ()), *words)
        assert outcome.code == 0, outcome
        return outcome

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return all rows, which have to be the same in both."""
        in_file, on_server = map(rows_of, self._engines)
        for table, rows in in_file.items():
            assert on_server[table] == rows, table
        return {name: rows for name, rows in in_file.items() if "journal" not in name}


def rows_of(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    with engine.connect() as connection:
        found = {}
        for table in METADATA.sorted_tables:
            if table.name in PRIVATE:
                continue  # on a server it is empty: these rows are on this machine
            names = [column.name for column in table.columns]
            query = select(table).order_by(table.c.id)
            if table.name == "journal_entry":
                # On a server the name of what can't be done again any more stays.
                changed = select(METADATA.tables["journal_change"].c.entry_id)
                query = query.where(table.c.undone_at.is_(None) | table.c.id.in_(changed))
            if table.name == "journal_change":
                query = query.where(table.c.table_name.not_in(PRIVATE))
            rows = connection.execute(query).fetchall()
            found[table.name] = [
                {
                    name: value
                    for name, value in zip(names, map(plain, row), strict=True)
                    if name not in OWN and (table.name, name) != ("journal_change", "id")
                }
                for row in rows
            ]
        return found


def plain(value: Any) -> Any:
    return values((value,), "postgresql")[0]


@pytest.fixture
def both(new_database: NewDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Both:
    monkeypatch.chdir(tmp_path)
    config = tmp_path / "config.toml"
    config.write_text('[me]\nowner = "sam"\nshare_subjects = true\n')
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    Path("history.csv").write_text(HISTORY)
    address = address_of(new_database())
    migrating.make(address)
    file = tmp_path / "clients.db"
    return Both(file, address.url, (make_engine(file), make_server_engine(address)))


def walk(both: Both, chance: random.Random, commands: list[tuple[str, ...]]) -> None:
    """Run commands, undo some, redo some of those, and end with what there was before."""
    before = both.rows()
    done = 0
    for command in commands:
        done += both(*command).code == 0
        if chance.random() < 0.3:
            back = chance.randrange(1, 4)
            for _ in range(back):
                both("undo")
            again = chance.randrange(back + 1)
            for _ in range(again):
                both("redo")
            both.rows()
    both.rows()
    while both("undo").code == 0 and both.rows() != before:
        pass
    assert both.rows() == before


@pytest.mark.thorough
def test_what_refers_to_each_other_is_undone_and_redone_alike(both: Both) -> None:
    both.ok("add", "Acme", "--contact", "Ann", "--tag", "a")
    both.ok("add", "Other", "--contact", "Bob", "--tag", "b")
    both.ok("log", "acme", "One", "--with", "Ann")
    both.ok("meeting", "book", "other", "2026-12-01")
    steps = [
        ("log", "other", "Two", "-c", "meeting", "--with", "Bob", "-d", "today"),
        ("client", "merge", "other", "acme", "--yes"),
        ("client", "delete", "acme", "--yes"),
    ]
    states = [both.rows()]
    for step in steps:
        both.ok(*step)
        states.append(both.rows())
    for state in states[-2::-1]:
        both.ok("undo")
        assert both.rows() == state
    for state in states[1:]:
        both.ok("redo")
        assert both.rows() == state


@pytest.mark.thorough
def test_random_commands_are_undone_and_redone_alike(both: Both) -> None:
    fill(both)  # type: ignore[arg-type]
    for seed in range(6):
        chance = random.Random(seed)
        commands = [one for one in COMMANDS if one[0] != "import" or Path(one[1]).exists()]
        walk(both, chance, chance.sample(commands, 20))
