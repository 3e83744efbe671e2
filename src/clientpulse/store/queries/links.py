"""What rows that stay on this machine refer to on a server."""

from __future__ import annotations

from collections.abc import Iterable

from clientpulse.records.record import Record
from clientpulse.store.queries.values import numbered
from clientpulse.store.reader import Reader


def referred(reader: Reader, record: type[Record], link: str) -> list[int]:
    """Return the numbers that rows refer to.

    Args:
        link: The column, ``touchpoint_id``.
    """
    sql = f"SELECT DISTINCT x.{link} FROM {record.TABLE} x WHERE x.{link} IS NOT NULL ORDER BY 1"
    return numbered(reader.rows(sql))


def missing(reader: Reader, table: str, numbers: Iterable[int]) -> set[int]:
    """Return those numbers that aren't any row's of a table, in one statement."""
    wanted = ", ".join(f"({int(one)})" for one in numbers)
    sql = f"""
    SELECT w.column1 FROM (VALUES {wanted}) AS w LEFT JOIN {table} x ON x.id = w.column1
     WHERE x.id IS NULL
     ORDER BY w.column1
    """
    return set(numbered(reader.rows(sql))) if wanted else set()


def undone(reader: Reader, table: str, numbers: Iterable[int]) -> set[int]:
    """Return those rows that are gone because what wrote them was undone."""
    wanted = ", ".join(f"({int(one)})" for one in numbers)
    sql = f"""
    SELECT DISTINCT w.column1
      FROM (VALUES {wanted}) AS w
      JOIN journal_change j ON w.column1 BETWEEN j.first_id AND j.last_id
      JOIN journal_entry e ON e.id = j.entry_id
     WHERE j.table_name = :name AND j.action = 'delete' AND e.undone_at IS NOT NULL
     ORDER BY w.column1
    """
    return set(numbered(reader.rows(sql, {"name": table}))) if wanted else set()
