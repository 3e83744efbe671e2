"""A store of the first release meets this one: nothing is lost, and the way back stays open."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from first_release import CLIENTS, COMMANDS, TOUCHPOINTS, VERSION, first_release
from killing import mortal
from portfolio import everything, portfolio_of

from clientpulse.store import migration, schema
from clientpulse.store.backups.backup import list_backups
from clientpulse.store.database import Store
from tests.processes import in_process

OURS = ("client", "tag", "contact", "touchpoint", "attendee", "meeting")
JOURNAL = ("journal_entry", "journal_change")
NEW_COLUMNS = {
    "client": (
        *("timezone", "hours", "message_length", "language", "asked_from", "clock_on"),
        *("place", "address", "by"),
    ),
    "touchpoint": (
        *("purpose", "agreed", "needs_answer", "recapped_on", "shared", "url"),
        *("last_time", "source", "by"),
    ),
    "meeting": ("source", "by"),
    "contact": ("greeted_on", "by"),
    "journal_entry": ("by", "origin", "undone_at", "db_user", "uid"),
}
FILLED_IN = {"needs_answer": 0, "origin": "typed"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return first_release(tmp_path / "clients.db")


def columns_of(path: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def today_in_utc() -> set[str]:
    """The day that the database may have written; two of them at midnight."""
    now = datetime.now(UTC)
    return {f"{moment:%Y-%m-%d}" for moment in (now, now - timedelta(hours=1))}


def kept(path: Path, tables: tuple[str, ...] = OURS) -> dict[str, list[dict[str, Any]]]:
    """Return the rows by column, without the columns that the first release didn't have."""
    found = everything(path)
    return {
        table: [
            {
                column: value
                for column, value in zip(columns_of(path, table), row, strict=True)
                if column not in NEW_COLUMNS.get(table, ())
            }
            for row in found[table]
        ]
        for table in tables
    }


def assert_upgraded(path: Path, before: Path) -> None:
    old, after = everything(before), everything(path)
    assert after["alembic_version"] == [(schema.SCHEMA_VERSION,)]
    assert kept(path) == kept(before)
    for table, added in NEW_COLUMNS.items():
        names = columns_of(path, table)
        assert names[-len(added) :] == list(added)
        for row in after[table][: len(old[table])]:
            new = dict(zip(names, row, strict=True))
            if table == "client":
                assert new.pop("asked_from") in today_in_utc()
            assert [new.get(column) for column in added] == [FILLED_IN.get(one) for one in added]


def test_the_store_of_the_test_is_one_of_the_first_release(store: Path) -> None:
    found = everything(store)
    assert found["alembic_version"] == [(VERSION,)]
    assert "commitment" not in found
    assert all(found[table] for table in (*OURS, *JOURNAL))
    assert len(found["touchpoint"]) == (CLIENTS - 1) * TOUCHPOINTS


@pytest.mark.parametrize("command", ["due", "report", "show client-1", "export -"])
def test_a_reading_command_upgrades_after_a_backup(
    store: Path, tmp_path: Path, command: str
) -> None:
    before = Path(shutil.copy(store, tmp_path / "before.db"))
    outcome = in_process(store, *command.split())
    assert outcome.code == 0, outcome.err
    [backup] = list_backups(store)
    assert backup.label == "before-upgrade"
    assert everything(backup.path) == everything(before)
    assert_upgraded(store, before)
    assert kept(store, JOURNAL) == kept(before, JOURNAL)


def test_a_writing_command_upgrades_and_writes(store: Path, tmp_path: Path) -> None:
    before = Path(shutil.copy(store, tmp_path / "before.db"))
    assert in_process(store, "promise", "client-1", "the", "figures").code == 0
    assert [one.label for one in list_backups(store)] == ["before-upgrade"]
    assert_upgraded(store, before)
    assert len(everything(store)["commitment"]) == 1
    assert in_process(store, "undo").out.startswith("Undone: ")
    journal = kept(before, JOURNAL)
    for table, rows in kept(store, JOURNAL).items():
        assert rows[: len(journal[table])] == journal[table]


def test_an_old_backup_is_brought_up_to_date_when_it_is_restored(tmp_path: Path) -> None:
    old = first_release(tmp_path / "old.db")
    store = tmp_path / "clients.db"
    before = Path(shutil.copy(old, tmp_path / "before.db"))
    assert in_process(store, "add", "Acme").code == 0
    assert in_process(store, "restore", str(old), "--yes").code == 0
    assert everything(old) == everything(before)
    assert_upgraded(store, before)
    assert in_process(store, "due").code == 0


def test_a_client_that_is_new_after_the_upgrade_is_asked_from_its_start(store: Path) -> None:
    assert in_process(store, "add", "Acme").code == 0
    names = columns_of(store, "client")
    new = dict(zip(names, everything(store)["client"][-1], strict=True))
    assert (new["name"], new["asked_from"]) == ("Acme", None)


def test_what_was_done_before_the_upgrade_can_be_taken_back_and_redone(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        [(name, entries)] = connection.execute(
            "SELECT name, (SELECT count(*) FROM journal_entry) FROM client WHERE id = 3"
        ).fetchall()
    assert (name, entries) == ("Renamed", 3)
    Store(store).prepare()
    upgraded = portfolio_of(store)
    for summary in COMMANDS:
        assert in_process(store, "undo").out.startswith(f"Undone: {summary}")
        clients = {row[0]: row[3] for row in everything(store)["client"]}
        if summary == COMMANDS[0]:
            assert clients[2] == "Client 2 é"
            assert len(everything(store)["touchpoint"]) == CLIENTS * TOUCHPOINTS
            assert len(everything(store)["attendee"]) == CLIENTS * TOUCHPOINTS
        elif summary == COMMANDS[1]:
            assert clients[3] == "Client 3 é"
    left = everything(store)
    assert not any(left[table] for table in OURS)
    for summary in COMMANDS[::-1]:
        assert in_process(store, "redo").out.startswith(f"Redone: {summary}")
    assert portfolio_of(store) == upgraded


def test_taking_back_an_old_change_leaves_what_the_upgrade_added(store: Path) -> None:
    assert in_process(store, "undo").code == 0
    assert in_process(store, "undo").code == 0
    names = columns_of(store, "client")
    clients = [dict(zip(names, row, strict=True)) for row in everything(store)["client"]]
    renamed = next(one for one in clients if one["id"] == 3)
    assert renamed["name"] == "Client 3 é"
    assert renamed["asked_from"] in today_in_utc()


@pytest.mark.parametrize("body", ["raise", "no space"])
def test_an_upgrade_that_fails_midway_leaves_the_file_byte_for_byte(
    store: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    from alembic import op

    before = store.read_bytes()
    really = op.create_index

    def failing(name: str, *arguments: Any, **options: Any) -> None:
        if name == "ix_touchpoint_voice":
            if body == "raise":
                raise RuntimeError("the last statement is wrong")
            raise sqlite3.OperationalError("database or disk is full")
        really(name, *arguments, **options)

    monkeypatch.setattr(op, "create_index", failing)
    with pytest.raises((RuntimeError, sqlite3.OperationalError)):
        Store(store).prepare()
    assert store.read_bytes() == before
    assert not Path(f"{store}-journal").exists()
    monkeypatch.undo()
    assert in_process(store, "due").code == 0


OPENINGS: dict[str, Callable[[Store], None]] = {
    "writing": Store.prepare,
    "reading": lambda store: store.open_reader().close(),
}


@pytest.mark.parametrize("opening", OPENINGS)
def test_upgrading_twice_is_upgrading_once(store: Path, opening: str) -> None:
    OPENINGS[opening](Store(store))
    once = everything(store)
    OPENINGS[opening](Store(store))
    assert everything(store) == once
    assert len(list_backups(store)) == 1


def release_before(path: Path) -> Path:
    """Make a store of the third schema, in which two conversations were written up, one wasn't."""
    migration.upgrade(first_release(path), "0003")
    with closing(sqlite3.connect(path)) as connection:
        for month, channel, purpose in (
            ("02", "visit", None),
            ("03", "call", None),
            ("04", "email", "recap"),
        ):
            connection.execute(
                "UPDATE touchpoint SET channel = ?, purpose = ?"
                " WHERE client_id IN (3, 4) AND occurred_on = ?",
                (channel, purpose, f"2025-{month}-15"),
            )
        connection.execute("UPDATE touchpoint SET purpose = NULL WHERE client_id = 4")
        connection.commit()
    return path


def test_what_a_recap_of_the_release_before_wrote_up_is_marked(tmp_path: Path) -> None:
    store = release_before(tmp_path / "clients.db")
    before = Path(shutil.copy(store, tmp_path / "before.db"))
    assert in_process(store, "due").code == 0
    assert kept(store) == kept(before)
    with closing(sqlite3.connect(store)) as connection:
        marked = connection.execute(
            "SELECT client_id, occurred_on, recapped_on FROM touchpoint"
            " WHERE recapped_on IS NOT NULL ORDER BY occurred_on"
        ).fetchall()
    assert marked == [(3, "2025-02-15", "2025-04-15"), (3, "2025-03-15", "2025-04-15")]
    assert in_process(store, "undo").out.startswith(f"Undone: {COMMANDS[0]}")


@pytest.mark.thorough
@pytest.mark.timeout(900)
@pytest.mark.parametrize("release", [first_release, release_before])
def test_killed_before_any_statement_of_the_upgrade_the_store_is_old(
    tmp_path: Path, release: Callable[[Path], Path]
) -> None:
    original = release(tmp_path / "original.db")
    old = everything(original)
    killed = 0
    with mortal("upgrade", Path("this-release")) as program:
        for statement in range(1, 400):
            store = Path(shutil.copy(original, tmp_path / f"store-{statement}.db"))
            if program.run(store, statement=statement) == 0:
                break
            assert everything(store) == old, f"killed before statement {statement}"
            killed += 1
            store.unlink()
    assert killed > (40 if release is first_release else 15)
    assert everything(store)["alembic_version"] == [(schema.SCHEMA_VERSION,)]
    assert kept(store) == kept(original)
