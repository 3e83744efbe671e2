"""One PostgreSQL server for the tests of a process, and a database for each of their subjects."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from databases import NewDatabase, address_of, migrate
from every_query import TODAY
from people import practice, running
from portfolio import fill
from reached import config, impatient, model, there
from sqlalchemy import Engine, insert, select

from clientpulse.cadence.policy import Policy
from clientpulse.records import (
    AddressCard,
    AgendaPoint,
    Client,
    Commitment,
    Contact,
    Exchange,
    ImportMark,
    Meeting,
    Project,
    ServiceMention,
    Touchpoint,
    Trait,
    TraitWeight,
)
from clientpulse.services.demo import telling as demo
from clientpulse.services.undoing import undo_last
from clientpulse.store import tables
from clientpulse.store.database import Store
from clientpulse.store.dialect import spell_out_indexes
from clientpulse.store.file.engine import make_engine
from clientpulse.store.server import migrating
from clientpulse.store.server.companion import PENDING
from clientpulse.store.server.database import ServerStore
from clientpulse.store.server.engine import make_engine as make_server_engine
from clientpulse.store.tables.constraints import METADATA

__all__ = ["config", "impatient", "model", "practice", "running", "there"]

tables.load_all()
spell_out_indexes(METADATA)


@pytest.fixture(scope="session")
def migrated(new_database: NewDatabase) -> Engine:
    """An empty store that came from the migrations; it has to stay empty."""
    return migrate(new_database())


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in SQLite: the demo, something in every table, and what is seldom there."""
    path = tmp_path_factory.mktemp("filled") / "clients.db"
    with Store(path).unit_of_work("demo") as unit:
        demo.tell(unit, TODAY, Policy())
    fill(Store(path), clients=3, touchpoints=3)
    with Store(path).unit_of_work("more") as unit:
        unit.insert(AddressCard(source="people", card="stranger", name="Ann"))
        for key, name, archived_on in (
            ("zoe", "Zoë", None), ("aether", "Äther", None), ("upper", "ZOE", TODAY),
            ("a-b", "a b", None), ("a-c", "a_c", TODAY), ("kanji", "漢字", None),
        ):  # fmt: skip
            row = unit.insert(
                Client(
                    key=key, name=name, archived_on=archived_on, started_on=date(2024, 2, 29),
                    timezone="Europe/Rome", paused_on=TODAY if archived_on else None,
                    clock_on=date(2027, 1, 4) if archived_on else None,
                )
            )  # fmt: skip
            for time in ("16:00", None, "09:30"):
                assert row.id is not None
                unit.insert(Meeting(client_id=row.id, planned_on=TODAY, planned_time=time))
            # They write at half past nine, at four and at some time; we before or after the first.
            for direction, time in (
                ("inbound", "09:30"), ("outbound", "10:00" if archived_on else "09:00"),
                ("inbound", "16:00"), ("inbound", None),
            ):  # fmt: skip
                unit.insert(
                    Touchpoint(
                        client_id=row.id, occurred_on=TODAY, occurred_time=time, channel="email",
                        direction=direction, reaching=direction == "outbound",
                        needs_answer=direction == "inbound",
                        shared="the guide" if direction == "outbound" else None,
                    )
                )  # fmt: skip
            unit.insert(Contact(client_id=row.id, name=name, phone=" ", birthday="--02-29"))
        unit.insert(ServiceMention(client_id=1, service_id=1, mentioned_on=TODAY, touchpoint_id=1))
        unit.insert(Meeting(client_id=1, planned_on=TODAY, state="held", touchpoint_id=1))
        added, covered = date(2019, 12, 1), date(2020, 1, 1)
        unit.insert(AgendaPoint(client_id=1, what="rent", added_on=added, covered_on=covered))
        asked_for = {"owed_by": "client", "what": "files", "made_on": covered, "due_on": covered}
        unit.insert(Commitment(client_id=1, **asked_for))
        for purpose in ("chase", "feedback"):
            unit.insert(
                Touchpoint(
                    client_id=1, occurred_on=TODAY, channel="email", direction="outbound",
                    reaching=True, purpose=purpose,
                )
            )  # fmt: skip
        unit.insert(
            Touchpoint(
                client_id=2, occurred_on=TODAY, channel="email", direction="inbound",
                reaching=False, needs_answer=True, agreed=("the fee", "the day"),
            )
        )  # fmt: skip
        unit.insert(Project(client_id=1, name="Site", started_on=covered, checkin="1w"))
        for client_id in (1, 2):
            mark = ImportMark(source="HubSpot", kind="client", mark="both", client_id=client_id)
            unit.insert(mark)
        unit.insert(
            Exchange(
                source="mail", message="1", address="nobody@x.example", occurred_on=covered,
                occurred_time="09:30", direction="inbound",
            )
        )  # fmt: skip
        unit.insert(Trait(key="for-all", name="For all", good=False))
        unit.insert(TraitWeight(trait="for-all", weight=3))
    with Store(path).unit_of_work("add") as unit:
        gone = unit.insert(Trait(key="gone", name="Gone", good=False))
    with Store(path).unit_of_work("delete") as unit:
        unit.delete(gone)
    with Store(path).unit_of_work("undone") as unit:
        unit.insert(Trait(key="not-for-long", name="Not for long", good=False))
    with Store(path).unit_of_work("undo") as unit:
        undo_last(unit)
    return path


@pytest.fixture(scope="session")
def filled(filled_file: Path, new_database: NewDatabase) -> Engine:
    """The same store in PostgreSQL, row by row."""
    target = migrate(new_database())
    pour(filled_file, target)
    return target


@pytest.fixture(scope="session")
def served(filled_file: Path, new_database: NewDatabase) -> ServerStore:
    """The same store as the program knows one on a server."""
    address = address_of(new_database())
    migrating.make(address)
    pour(filled_file, make_server_engine(address))
    companion = filled_file.with_name("served.db")
    shutil.copy(filled_file, companion)
    with closing(sqlite3.connect(companion)) as connection:
        connection.execute(PENDING)
    return ServerStore(address, companion)


def pour(path: Path, target: Engine) -> None:
    source = make_engine(path)
    with source.connect() as reading, target.begin() as writing:
        for table in METADATA.sorted_tables:
            rows = [dict(row._mapping) for row in reading.execute(select(table))]
            assert rows, f"nothing in {table.name} to compare"
            writing.execute(insert(table), rows)
    source.dispose()
