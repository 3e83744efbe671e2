"""What each command changed, so that it can be taken back exactly."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text

from clientpulse.store import tables
from clientpulse.store.dialect import references_at_the_end, values
from clientpulse.store.queries.values import CHUNK, chunks
from clientpulse.store.tables.constraints import METADATA, now
from clientpulse.store.tables.journal import JournalChange, JournalEntry

# How many commands can be taken back. Older entries go, so that the file doesn't grow for ever.
KEPT_ENTRIES = 500


class Recorder:
    """Collects what a unit of work changes and writes it down before the commit.

    Args:
        connection: The unit's connection, inside its transaction.
        journalled: Whether to write anything down at all.
    """

    def __init__(self, connection: Connection, command: str, *, journalled: bool = True) -> None:
        self._connection = connection
        self._journalled = journalled
        self._command = command
        self._entry_id: int | None = None
        self._changes: list[dict[str, Any]] = []
        self.summary = ""

    def inserted(self, table: str, first_id: int, last_id: int) -> None:
        """Note that the rows of these keys are new; neighbours become one range."""
        previous = self._changes[-1] if self._changes else None
        if (
            previous
            and previous["action"] == "insert"
            and previous["table_name"] == table
            and previous["last_id"] + 1 == first_id
        ):
            previous["last_id"] = last_id
            return
        self._note(table, "insert", first_id, last_id, None)

    def about_to_change(self, action: str, table: str, ids: Iterable[int]) -> None:
        """Keep the rows as they are, before they are changed or deleted.

        Args:
            action: ``update`` or ``delete``.
        """
        if not self._journalled:
            return
        database = self._connection.dialect.name
        columns = [column.name for column in METADATA.tables[table].columns]
        names = ", ".join(f'"{name}"' for name in columns)
        for chunk in chunks(list(ids)):
            keys = ", ".join(str(int(key)) for key in chunk)
            rows = self._connection.exec_driver_sql(
                f'SELECT {names} FROM "{table}" WHERE id IN ({keys}) ORDER BY id'
            )
            for row in rows.fetchall():
                before = dict(zip(columns, values(row, database), strict=True))
                self._note(table, action, before["id"], before["id"], json.dumps(before))

    def write(self) -> None:
        """Store the entry, when anything changed, and forget entries too old to take back."""
        self._flush()
        if self._entry_id is None:
            return
        self._connection.execute(
            text("UPDATE journal_entry SET summary = :summary WHERE id = :id"),
            {"summary": self.summary or self._command, "id": self._entry_id},
        )
        too_old = self._entry_id - KEPT_ENTRIES
        self._connection.execute(delete(JournalChange).where(JournalChange.entry_id <= too_old))  # type: ignore[arg-type]
        self._connection.execute(delete(JournalEntry).where(JournalEntry.id <= too_old))  # type: ignore[arg-type,operator]

    def _note(self, table: str, action: str, first_id: int, last_id: int, before: Any) -> None:
        if not self._journalled:
            return
        self._changes.append(
            {
                "table_name": table,
                "action": action,
                "first_id": first_id,
                "last_id": last_id,
                "before": before,
            }
        )
        if len(self._changes) >= CHUNK:
            # The last one may still grow into a range.
            last = self._changes.pop()
            self._flush()
            self._changes.append(last)

    def _flush(self) -> None:
        if not self._changes:
            return
        if self._entry_id is None:
            self._entry_id = append(self._connection, self._command, self._command)
        for change in self._changes:
            change["entry_id"] = self._entry_id
        self._connection.execute(insert(JournalChange), self._changes)
        self._changes = []


def append(connection: Connection, command: str, summary: str) -> int:
    """Make a command's entry; one without changes can't be taken back.

    Args:
        connection: A connection inside a transaction.

    Returns:
        The entry's number.
    """
    values = {"command": command, "summary": summary, "ran_at": now()}
    result = connection.execute(insert(JournalEntry).values(**values))
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def take_back_last(connection: Connection) -> None:
    """Undo the last command: its rows become what they were, and its entry goes.

    Only the last one can be taken back; an earlier one would meet rows that have changed since.

    Args:
        connection: A connection inside a transaction.
    """
    entry_id = connection.scalar(select(func.max(JournalEntry.id)))
    references_at_the_end(connection)
    query = select(
        JournalChange.table_name,  # type: ignore[call-overload]
        JournalChange.action,
        JournalChange.first_id,
        JournalChange.last_id,
        JournalChange.before,
    ).where(JournalChange.entry_id == entry_id)
    for table, action, first, last, before in connection.execute(
        query.order_by(JournalChange.id.desc())  # type: ignore[union-attr]
    ).fetchall():
        name = tables.by_name(table).__tablename__
        if action == "insert":
            statement = text(f'DELETE FROM "{name}" WHERE id BETWEEN :first AND :last')
            connection.execute(statement, {"first": first, "last": last})
            continue
        row: dict[str, Any] = json.loads(before)
        if action == "update":
            # The key is among the columns, and stays.
            assignments = ", ".join(f'"{column}" = :{column}' for column in row)
            statement = text(f'UPDATE "{name}" SET {assignments} WHERE id = :id')
        else:
            columns = ", ".join(f'"{column}"' for column in row)
            marks = ", ".join(f":{column}" for column in row)
            statement = text(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})')
        connection.execute(statement, row)
    connection.execute(delete(JournalChange).where(JournalChange.entry_id == entry_id))  # type: ignore[arg-type]
    connection.execute(delete(JournalEntry).where(JournalEntry.id == entry_id))  # type: ignore[arg-type]
