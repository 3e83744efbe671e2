"""Values that can't be read back: found wherever they are, and nothing else is called damage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from portfolio import populate

from clientpulse.errors import StoreError
from clientpulse.services.portfolio import due as due_service
from clientpulse.services.portfolio import report as report_service
from clientpulse.store import tables
from clientpulse.store.database import Store
from clientpulse.store.file.unreadable import READERS, unreadable_values
from clientpulse.store.tables.columns import Day, Instant
from clientpulse.store.tables.constraints import METADATA
from tests.processes import assert_one_error, in_process

tables.load_all()
DAILY = {"client", "contact", "touchpoint", "meeting", "journal_entry"}

# What the tables' CHECKs let through; the others they would refuse.
BEHIND_THE_CHECKS = {
    "client.started_on": "2026-02-30",
    "client.archived_on": "2025-02-29",
    "client.paused_until": "2026-19-01",
    "client.created_at": "yesterday",
    "contact.birthday": "--02-30",
    "contact.created_at": "",
    "touchpoint.occurred_on": "0000-01-01",
    "touchpoint.occurred_time": "29:00",
    "touchpoint.created_at": "2026-01-01T25:00:00+00:00",
    "meeting.planned_on": "2026-04-31",
    "meeting.planned_time": "24:00",
    "journal_entry.ran_at": "soon",
} | {
    f"{name}.{column.name}": "2026-02-30" if type(column.type) is Day else "soon"
    for name, table in METADATA.tables.items()
    if name not in DAILY
    for column in table.columns
    if type(column.type) in (Day, Instant)
}

# What another program could have written with the CHECKs switched off.
AGAINST_THE_CHECKS = {
    "client.message_length": "'medium'",
    "client.timezone": "''",
    "touchpoint.purpose": "'gossip'",
    "commitment.owed_by": "'nobody'",
    "mistake.told_on": "NULL",
    "reminder.yearly": "2",
    "project.name": "''",
    "feedback.score": "11",
    "service.sentence": "''",
    "service_mention.mentioned_on": "'soon'",
    "agenda_point.what": "''",
    "checkup.score": "100.5",
    "checkup_answer.answer": "'perhaps'",
    "trait.good": "2",
    "trait_weight.weight": "-1",
    "client_rule.interval": "'often'",
    "away.ends_on": "'2020-01-01'",
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return populate(tmp_path / "clients.db", clients=3, touchpoints=4)


def change(store: Path, sql: str) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(sql)
        connection.commit()


def second(store: Path, table: str) -> int:
    """Return the number of a table's second row; those of folded texts leave many out."""
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 2").fetchall()
    return int(rows[-1][0])


def found(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        return unreadable_values(connection)


def test_all_values_of_a_store_of_ours_can_be_read(store: Path) -> None:
    change(store, "UPDATE contact SET birthday = CASE id WHEN 1 THEN '--02-29' ELSE NULL END")
    change(store, "UPDATE touchpoint SET occurred_time = '23:59'")
    assert found(store) == []


@pytest.mark.thorough
@pytest.mark.parametrize("column", BEHIND_THE_CHECKS)
def test_a_value_that_means_nothing_is_named_with_its_place(store: Path, column: str) -> None:
    table, name = column.split(".")
    value = BEHIND_THE_CHECKS[column]
    number = second(store, table)
    change(store, f"UPDATE {table} SET {name} = '{value}', {paused(name)} WHERE id = {number}")
    assert found(store) == [f'{table} {number}: {name} is "{value}"']
    outcome = in_process(store, "doctor", "--json")
    assert outcome.code == 4
    wrong = [item for item in outcome.items if item["level"] == "error"]
    assert [item["check"] for item in wrong] == ["integrity"]
    assert f"{table} {number}: {name}" in wrong[0]["message"]


@pytest.mark.parametrize("column", AGAINST_THE_CHECKS)
def test_a_value_against_a_table_s_rules_is_found(store: Path, column: str) -> None:
    table, name = column.split(".")
    change(store, f"UPDATE {table} SET {name} = {AGAINST_THE_CHECKS[column]} WHERE id = 2")
    outcome = in_process(store, "doctor", "--json")
    assert outcome.code == 4
    wrong = [item for item in outcome.items if item["level"] == "error"]
    assert {item["check"] for item in wrong} == {"integrity"}
    assert table in wrong[0]["message"]


def paused(name: str) -> str:
    return "paused_on = '2026-01-01'" if name == "paused_until" else "id = id"


def test_the_journal_can_be_read_as_json(store: Path) -> None:
    change(store, "UPDATE journal_change SET before = '{' WHERE before IS NOT NULL")
    assert [one.partition(": ")[2] for one in found(store)] == ['before is "{"']


def test_a_text_that_is_no_text_is_found_in_any_column(store: Path) -> None:
    for table, column in (("tag", "name"), ("attendee", "name"), ("touchpoint", "note")):
        change(store, f"UPDATE {table} SET {column} = CAST(X'c3' AS TEXT) WHERE id = 3")
    assert found(store) == [
        f"{table}: a text isn't UTF-8" for table in ("tag", "touchpoint", "attendee")
    ]


def test_no_more_is_listed_than_anybody_reads(store: Path) -> None:
    change(store, "UPDATE touchpoint SET occurred_on = '2026-02-30'")
    assert len(found(store)) == 3


def test_every_column_with_a_meaning_is_gone_through() -> None:
    assert set(METADATA.tables) | {"sqlite_sequence"} == set(READERS)
    for table in METADATA.tables.values():
        meaningful = {
            column.name
            for column in table.columns
            if isinstance(column.type, Day | Instant) or column.name.endswith("_time")
        }
        assert meaningful <= set(READERS[table.name])


def test_a_day_that_is_none_stops_a_command_as_damage(store: Path) -> None:
    change(store, "UPDATE client SET started_on = '2026-02-30' WHERE id = 2")
    outcome = in_process(store, "due")
    assert (outcome.code, outcome.out) == (4, "")
    assert_one_error(outcome.err, "the store is damaged", "client 2: started_on", "pulse doctor")


@pytest.mark.parametrize("error", [ValueError, KeyError, TypeError, AttributeError])
def test_a_fault_of_our_own_is_not_put_down_to_a_store_that_is_well(
    store: Path, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object, **__: object) -> None:
        raise error("of our own")

    monkeypatch.setattr(due_service, "due", wrong)
    monkeypatch.setattr(report_service, "report", wrong)
    for command in ("due", "report"):
        outcome = in_process(store, command)
        assert (outcome.code, outcome.out) == (1, ""), outcome.err
        assert_one_error(outcome.err, "clientpulse failed", "of our own")


def test_broken_references_are_damage(store: Path) -> None:
    change(store, "UPDATE touchpoint SET client_id = 99 WHERE id = 1")
    with pytest.raises(StoreError, match="missing"):
        Store(store).blame_damage(TypeError())
