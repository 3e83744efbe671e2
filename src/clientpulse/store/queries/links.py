"""What rows that stay on this machine refer to on a server."""

from __future__ import annotations

from collections.abc import Iterable

from clientpulse.records.record import Record
from clientpulse.store.queries.values import chunks, numbered
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


def unknown_entries(reader: Reader) -> list[str]:
    """Return the names of those entries of this machine's journal that the server's hasn't.

    Of a sync only if it has rows as they were.
    """
    # The table joined in vain stays on this machine, and so it is this one's journal that is asked.
    sql = """
    SELECT e.uid FROM journal_entry e LEFT JOIN source_state s ON s.id IS NULL
     WHERE e.uid IS NOT NULL
       AND (e.origin <> 'sync'
            OR EXISTS (SELECT 1 FROM journal_change j
                        WHERE j.entry_id = e.id AND j.before IS NOT NULL
                          AND j.table_name <> 'source_state'))
     ORDER BY e.id
    """
    here = [str(uid) for (uid,) in reader.rows(sql)]
    there: set[str] = set()
    for chunk in chunks(here):
        names = {f"u{number}": uid for number, uid in enumerate(chunk)}
        among = ", ".join(f":{name}" for name in names)
        sql = f"SELECT e.uid FROM journal_entry e WHERE e.uid IN ({among})"
        there |= {str(uid) for (uid,) in reader.rows(sql, names)}
    return [one for one in here if one not in there]


def deleted(reader: Reader, table: str, numbers: Iterable[int]) -> set[int]:
    """Return those rows that were deleted, and can be brought back."""
    return _gone(reader, table, numbers, "e.undone_at IS NULL")


def undone(reader: Reader, table: str, numbers: Iterable[int]) -> set[int]:
    """Return those rows that are gone because what wrote them was undone."""
    return _gone(reader, table, numbers, "e.undone_at IS NOT NULL")


def _gone(reader: Reader, table: str, numbers: Iterable[int], because: str) -> set[int]:
    wanted = ", ".join(f"({int(one)})" for one in numbers)
    sql = f"""
    SELECT DISTINCT w.column1
      FROM (VALUES {wanted}) AS w
      JOIN journal_change j ON w.column1 BETWEEN j.first_id AND j.last_id
      JOIN journal_entry e ON e.id = j.entry_id
     WHERE j.table_name = :name AND j.action = 'delete' AND {because}
     ORDER BY w.column1
    """
    return set(numbered(reader.rows(sql, {"name": table}))) if wanted else set()
