"""The unit of work writes to PostgreSQL and takes back what it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from databases import NewDatabase, migrate
from every_query import TODAY
from portfolio import relate
from sqlalchemy import Engine, select

from clientpulse.cadence.policy import Policy
from clientpulse.records import Client, Tag, Touchpoint
from clientpulse.services import clients, lookup
from clientpulse.services.demo import telling as demo
from clientpulse.services.undoing import redo_last, undo_last
from clientpulse.store.database import Store
from clientpulse.store.file.engine import make_engine
from clientpulse.store.tables.constraints import METADATA
from clientpulse.store.writer import UnitOfWork, open_unit

# What no two stores have in common.
OWN = {"uid", "created_at", "ran_at"}


@pytest.fixture(scope="module")
def engine(new_database: NewDatabase) -> Engine:
    return migrate(new_database())


@contextmanager
def unit_of_work(engine: Engine, command: str) -> Iterator[UnitOfWork]:
    with open_unit(engine, Path("a server"), command) as unit:
        yield unit


def rows_of(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    with engine.connect() as connection:
        return {
            table.name: [
                {name: value for name, value in row._mapping.items() if name not in OWN}
                for row in connection.execute(select(table).order_by(table.c.id))
            ]
            for table in METADATA.sorted_tables
        }


@pytest.mark.thorough
def test_the_demo_told_to_both_is_the_same(new_database: NewDatabase, tmp_path: Path) -> None:
    path, engine = tmp_path / "clients.db", migrate(new_database())
    with Store(path).unit_of_work("demo") as unit:
        demo.tell(unit, TODAY, Policy())
    with unit_of_work(engine, "demo") as unit:
        demo.tell(unit, TODAY, Policy())

    in_sqlite = make_engine(path)
    told, expected = rows_of(engine), rows_of(in_sqlite)
    in_sqlite.dispose()
    assert told.pop("journal_change") != []
    expected.pop("journal_change")
    assert told == expected


def portfolio_of(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    return {name: rows for name, rows in rows_of(engine).items() if "journal" not in name}


def test_what_was_written_is_undone_and_redone(engine: Engine) -> None:
    before = portfolio_of(engine)
    with unit_of_work(engine, "add") as unit:
        added = unit.insert(Client(key="new", name="New", started_on=date(2026, 1, 5)))
        assert added.id is not None
        unit.insert(Tag(client_id=added.id, name="retail"))
        relate(unit, added.id, date(2026, 1, 5))
        unit.insert(
            Touchpoint(
                client_id=added.id, occurred_on=TODAY, channel="call", direction="inbound",
                reaching=True, mood=-1,
            )
        )  # fmt: skip
    with_it = portfolio_of(engine)
    with unit_of_work(engine, "edit") as unit:
        unit.update_all(Client, [added.id], name="Renamed", paused_on=TODAY, started_on=TODAY)
    edited = portfolio_of(engine)
    assert edited["client"][-1]["paused_on"] == TODAY
    with unit_of_work(engine, "client delete") as unit:
        clients.removing.delete(unit, lookup.client(unit.reader, "new"))
    assert portfolio_of(engine)["commitment"] == before["commitment"]

    for expected in (edited, with_it, before):
        with unit_of_work(engine, "undo") as unit:
            undo_last(unit)
        assert portfolio_of(engine) == expected
    for expected in (with_it, edited):
        with unit_of_work(engine, "redo") as unit:
            redo_last(unit)
        assert portfolio_of(engine) == expected
