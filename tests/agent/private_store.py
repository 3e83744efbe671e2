"""A store in which every field that isn't on the list below holds a word that no agent may see."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from clientpulse.records import Record
from clientpulse.records.lists import EVERY
from clientpulse.store.folding import folded_texts
from tests import hostile_store

CANARY = "kanarienvogel"

PUBLIC = {
    "client": {"name", "place", "owner"},
    "contact": {"name", "role", "email", "phone"},
    "attendee": {"name"},
    "touchpoint": {"agreed", "shared", "url", "source", "by"},
    "meeting": {"place", "agenda", "source"},
    "commitment": {"what"},
    "agenda_point": {"what"},
    "project": {"name"},
    "service": {"name", "sentence"},
    "away": {"owner"},
}
"""What an agent sees without --notes; a field that is new is private until it is put here."""


def fill(path: Path, clients: int) -> list[str]:
    """Fill a new store, and return the clients' keys."""
    filled = hostile_store.fill(path, clients)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        connection.execute("DELETE FROM folded_text")
        for record in EVERY:
            _put_in(connection, record)
    return filled.keys


def _put_in(connection: sqlite3.Connection, record: type[Record]) -> None:
    table, public = record.TABLE, PUBLIC.get(record.TABLE, set())
    names = [*hostile_store.text_fields(record), *hostile_store.read_fields(record)]
    for name in names:
        word = f"open {table} {name}" if name in public else f"{CANARY} {table} {name}"
        # What is there once for each row stays so: names are told apart.
        connection.execute(f"UPDATE OR IGNORE {table} SET {name} = ? || ' ' || id", [word])
    rows = [dict(one) for one in connection.execute(f"SELECT * FROM {table}")]
    for row in rows:
        row.setdefault("client_id", row["id"] if table == "client" else None)
    try:
        entries = folded_texts(record, rows)
    except KeyError:
        return  # it isn't searched
    for one in entries:
        columns = ", ".join(one)
        connection.execute(
            f"INSERT OR IGNORE INTO folded_text ({columns}) VALUES ({', '.join('?' * len(one))})",
            list(one.values()),
        )
