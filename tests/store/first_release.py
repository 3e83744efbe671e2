"""A store as the first release left it: its schema, something in every table, a journal."""

from __future__ import annotations

import json
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

from clientpulse.store import migration
from clientpulse.store.file.location import create_private

VERSION = "0001"
CLIENTS = 6
TOUCHPOINTS = 5
MOMENT = "2026-03-02T09:30:00+00:00"

# The summaries of its commands, the last one first.
COMMANDS = ("deleted Client 2 é", "renamed Client 3 é to Renamed", "added 6 clients")


def first_release(path: Path) -> Path:
    """Make a store that only the first migration has seen."""
    create_private(path)
    migration.upgrade(path, VERSION)
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        _fill(connection)
        connection.commit()
    return path


def _fill(connection: sqlite3.Connection) -> None:
    for number in range(1, CLIENTS + 1):
        _insert(
            connection, "client", uid=_uid(), key=f"client-{number}", name=f"Client {number} é",
            meeting_interval="3m", update_interval="1m" if number % 2 else None,
            started_on="2025-01-07", prefers="call" if number % 2 else None, owner="kim",
            note="x" * 300, archived_on="2026-02-01" if number == 6 else None,
            paused_on="2026-02-02" if number == 5 else None,
            paused_until="2026-12-01" if number == 5 else None,
            snoozed_until="2026-05-01" if number == 4 else None, snooze_reason=None,
            created_at=MOMENT,
        )  # fmt: skip
        _insert(connection, "tag", client_id=number, name="retail")
        _insert(
            connection, "contact", uid=_uid(), client_id=number, name="Ann", role=None,
            email="ann@x.example", phone=None, birthday="--02-29", note=None, is_primary=1,
            created_at=MOMENT,
        )  # fmt: skip
        for month in range(1, TOUCHPOINTS + 1):
            held = month == TOUCHPOINTS
            key = _insert(
                connection, "touchpoint", uid=_uid(), client_id=number,
                occurred_on=f"2025-{month:02}-15", occurred_time="09:30" if held else None,
                channel="meeting" if held else "email", direction="outbound", reaching=1,
                note="spoke about the audit", mood=1, minutes=None, no_news=0, created_at=MOMENT,
            )  # fmt: skip
            _insert(connection, "attendee", touchpoint_id=key, name="Ann")
        for state, touchpoint_id in (("held", key), ("booked", None)):
            _insert(
                connection, "meeting", uid=_uid(), client_id=number, planned_on="2025-05-15",
                planned_time=None, place="here", agenda=None, state=state,
                touchpoint_id=touchpoint_id, created_at=MOMENT,
            )  # fmt: skip
    tables = ("client", "tag", "contact", "touchpoint", "attendee", "meeting")
    changes: list[tuple[Any, ...]] = []
    for table in tables:
        (last,) = connection.execute(f"SELECT max(id) FROM {table}").fetchone()
        changes.append((table, "insert", 1, last, None))
    _journal(connection, "import", COMMANDS[2], changes)
    _journal(connection, "client rename", COMMANDS[1], [_before(connection, "update", "client", 3)])
    connection.execute("UPDATE client SET name = 'Renamed' WHERE id = 3")
    _delete_client(connection, 2)


def _delete_client(connection: sqlite3.Connection, client_id: int) -> None:
    """Delete a client as the first release did: row by row, each kept in the journal."""
    of_client = f"SELECT id FROM touchpoint WHERE client_id = {client_id}"
    changes = []
    for table, where in (
        ("attendee", f"touchpoint_id IN ({of_client})"),
        ("meeting", f"client_id = {client_id}"),
        ("touchpoint", f"client_id = {client_id}"),
        ("contact", f"client_id = {client_id}"),
        ("tag", f"client_id = {client_id}"),
        ("client", f"id = {client_id}"),
    ):
        keys = connection.execute(f"SELECT id FROM {table} WHERE {where} ORDER BY id").fetchall()
        changes += [_before(connection, "delete", table, key) for (key,) in keys]
        connection.execute(f"DELETE FROM {table} WHERE {where}")
    _journal(connection, "client delete", COMMANDS[0], changes)


def _before(
    connection: sqlite3.Connection, action: str, table: str, key: int
) -> tuple[str, str, int, int, str]:
    row = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (key,)).fetchone()
    return table, action, key, key, json.dumps(dict(row))


def _journal(
    connection: sqlite3.Connection, command: str, summary: str, changes: list[tuple[Any, ...]]
) -> None:
    entry = _insert(connection, "journal_entry", command=command, summary=summary, ran_at=MOMENT)
    for table, action, first_id, last_id, before in changes:
        _insert(
            connection, "journal_change", entry_id=entry, table_name=table, action=action,
            first_id=first_id, last_id=last_id, before=before,
        )  # fmt: skip


def _insert(connection: sqlite3.Connection, table: str, **values: Any) -> int:
    names, marks = ", ".join(values), ", ".join("?" for _ in values)
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    return int(connection.execute(sql, tuple(values.values())).lastrowid or 0)


def _uid() -> str:
    return str(uuid.uuid4())
