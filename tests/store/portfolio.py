"""A store with something in every table, and ways to look at all of it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from clientpulse.records import (
    AddressCard,
    AgendaPoint,
    Attendee,
    Away,
    Checkup,
    CheckupAnswer,
    Client,
    ClientRule,
    Commitment,
    Contact,
    DiaryEntry,
    Exchange,
    Feedback,
    Forgotten,
    ImportMark,
    ImportSalt,
    Meeting,
    Mistake,
    Project,
    Reminder,
    Rest,
    Service,
    ServiceMention,
    SourceState,
    Tag,
    Touchpoint,
    Trait,
    TraitWeight,
)
from clientpulse.store import database, migration, schema
from clientpulse.store.database import Store
from clientpulse.store.file import connection, location
from clientpulse.store.writer import UnitOfWork

LATER = "9999"
"""The version of a schema that a later release might have."""

REBUILD_THE_PARENT = """
    with op.batch_alter_table(
        "client", copy_from=METADATA.tables["client"], recreate="always"
    ) as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=True))
"""


def populate(path: Path, clients: int = 12, touchpoints: int = 8) -> Path:
    """Fill a new store; the last client is deleted again, so that its key was given out."""
    location.make_folder(path.parent)
    location.create_private(path)
    path.write_bytes(_populated(connection.SCHEMA_VERSION, clients, touchpoints))
    return path


@cache
def _populated(version: str, clients: int, touchpoints: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clients.db"
        fill(Store(path), clients, touchpoints)
        return path.read_bytes()


def fill(store: Store, clients: int, touchpoints: int) -> None:
    """Write a row of every table for each of so many clients."""
    start = date(2026, 1, 5)
    with store.unit_of_work("populate") as unit:
        for number in range(1, clients + 1):
            row = unit.insert(
                Client(
                    key=f"client-{number}",
                    name=f"Client {number} é",
                    meeting_interval="3m",
                    started_on=start,
                    note="x" * 200,
                )
            )
            assert row.id is not None
            unit.insert(Tag(client_id=row.id, name="retail"))
            ann = unit.insert(Contact(client_id=row.id, name=f"Ann {number}", is_primary=True))
            for kind, whom in (("client", row.id), ("contact", ann.id)):
                mark = ImportMark(source="HubSpot", kind=kind, mark=f"{number:032x}")
                unit.insert(replace(mark, **{f"{kind}_id": whom}))
            for week in range(touchpoints):
                one = unit.insert(
                    Touchpoint(
                        client_id=row.id,
                        occurred_on=start + timedelta(weeks=week),
                        channel="call",
                        direction="outbound",
                        reaching=True,
                        note="spoke about the audit",
                    )
                )
                assert one.id is not None
                unit.insert(Attendee(touchpoint_id=one.id, name="Ann"))
            booked = unit.insert(Meeting(client_id=row.id, planned_on=start, state="booked"))
            _read_from_sources(unit, one, booked, ann)
            relate(unit, row.id, start)
        unit.insert(ImportSalt(salt="0123456789abcdef" * 2))
        unit.describe(f"added {clients} clients")
    with store.unit_of_work("client delete") as unit:
        extra = unit.insert(Client(key="gone", name="Gone", started_on=start))
    with store.unit_of_work("client delete") as unit:
        assert extra.id is not None
        unit.delete_all(Client, [extra.id])
        unit.describe("deleted Gone")


def _read_from_sources(
    unit: UnitOfWork, touchpoint: Touchpoint, meeting: Meeting, contact: Contact
) -> None:
    number, day = meeting.client_id, meeting.planned_on
    unit.insert(
        Exchange(
            source="mail",
            message=f"{number}@example.org",
            address=f"ann{number}@example.org",
            name="Ann",
            occurred_on=day,
            occurred_time="09:30",
            direction="outbound",
            subject="The audit",
            touchpoint_id=touchpoint.id,
        )
    )
    unit.insert(
        DiaryEntry(
            source="diary",
            event=f"event-{number}",
            client_id=number,
            planned_on=day,
            planned_time="10:00",
            meeting_id=meeting.id,
        )
    )
    unit.insert(
        AddressCard(source="people", card=f"card-{number}", contact_id=contact.id, vanished_on=day)
    )
    unit.insert(SourceState(source="mail", part=f"folder {number}", state='{"uid": 7}'))
    unit.insert(Forgotten(kind="address", mark=f"{number:032x}"))


def relate(unit: UnitOfWork, client_id: int, start: date) -> None:
    """Give a client a row in every table of the relationship layer."""
    later = start + timedelta(days=9)
    unit.insert(Commitment(client_id=client_id, owed_by="us", what="the figures", made_on=start))
    unit.insert(
        Mistake(
            client_id=client_id, what="came late", why="snow", happened_on=start,
            entered_on=start, told_on=start, fix_by=later, fixed_on=later,
        )
    )  # fmt: skip
    unit.insert(Reminder(client_id=client_id, remind_on=later, what="their trip", yearly=True))
    project = unit.insert(
        Project(client_id=client_id, name="Audit", started_on=start, finished_on=later)
    )
    unit.insert(
        Feedback(
            client_id=client_id, given_on=later, what="well done", score=9, project_id=project.id
        )
    )
    service = unit.insert(Service(name=f"Service {client_id}", sentence="We do this too."))
    assert service.id is not None
    unit.insert(ServiceMention(client_id=client_id, service_id=service.id, mentioned_on=later))
    unit.insert(AgendaPoint(client_id=client_id, what="invoices", added_on=start))
    checkup = unit.insert(Checkup(client_id=client_id, checked_on=later, score=62.5))
    assert checkup.id is not None
    unit.insert(CheckupAnswer(checkup_id=checkup.id, trait="communication", answer="partly"))
    unit.insert(Trait(client_id=client_id, key=f"trait-{client_id}", name="Calm", good=True))
    unit.insert(TraitWeight(client_id=client_id, trait="communication", weight=2))
    unit.insert(ClientRule(client_id=client_id, rule="feedback", interval="12m"))
    for kind, ends_on in (("pause", later), ("snooze", None)):
        unit.insert(Rest(client_id=client_id, kind=kind, starts_on=start, ends_on=ends_on))
    away_from = start + timedelta(days=10 * client_id)
    unit.insert(Away(starts_on=away_from, ends_on=away_from + timedelta(days=60)))


def add_client(path: Path, key: str, origin: str = "typed") -> None:
    """Add one more client."""
    with Store(path).unit_of_work("add", origin=origin) as unit:
        unit.insert(Client(key=key, name=key, started_on=date(2026, 1, 5)))
        unit.describe(f"added {key}")


def everything(path: Path) -> dict[str, list[Any]]:
    """Return all rows of all tables, SQLite's own included; a hot journal is rolled back first."""
    with closing(sqlite3.connect(path)) as reading:
        tables = [
            name
            for (name,) in reading.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        found = {name: reading.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        found["schema"] = reading.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
        ).fetchall()
        assert reading.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert reading.execute("PRAGMA foreign_key_check").fetchall() == []
    return found


def portfolio_of(path: Path) -> dict[str, list[Any]]:
    """Return what a person put into a store: all but the journal and SQLite's own counters."""
    return {
        name: rows
        for name, rows in everything(path).items()
        if not name.startswith(("journal", "sqlite_"))
    }


def keys_of(path: Path) -> set[str]:
    """Return the keys of all clients."""
    return {row[2] for row in everything(path)["client"]}


def write_later_schema(folder: Path, body: str) -> Path:
    """Copy the migrations and add one that a later release might have.

    Args:
        folder: Where to.
        body: The statements of its ``upgrade()``, indented.
    """
    scripts = folder / "migrations"
    shutil.copytree(migration.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"{LATER}_later.py").write_text(
        '"""What a later release might change."""\n'
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        "from clientpulse.store.tables.constraints import METADATA\n"
        f"revision, down_revision = {LATER!r}, {schema.SCHEMA_VERSION!r}\n"
        f"branch_labels = depends_on = None\n\n\ndef upgrade():\n{body}\n",
        encoding="utf-8",
    )
    return scripts


def later_release(scripts: Path) -> list[tuple[Any, str, Any]]:
    """Return what differs in a later release: module, name, value."""
    known = (*schema.KNOWN_VERSIONS, LATER)
    return [
        (migration, "SCRIPTS", scripts),
        (connection, "KNOWN_VERSIONS", known),
        (connection, "SCHEMA_VERSION", LATER),
        (database, "SCHEMA_VERSION", LATER),
    ]
