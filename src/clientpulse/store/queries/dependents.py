"""What belongs to a client or refers to its rows, for deleting it and for merging two."""

from __future__ import annotations

from clientpulse.store.queries.values import numbered
from clientpulse.store.reader import Reader


def ids_of_client(reader: Reader, table: str, client_id: int) -> list[int]:
    """Return the keys of a table's rows that belong to a client, rising.

    Args:
        table: The name of one of our tables with a ``client_id``.
    """
    sql = f'SELECT x.id FROM "{table}" x WHERE x.client_id = :client_id ORDER BY x.id'
    return numbered(reader.rows(sql, {"client_id": client_id}))


def values_of(reader: Reader, table: str, column: str, client_id: int) -> dict[int, object]:
    """Return the values of a column in the rows of a client, by their numbers."""
    sql = f"SELECT x.id, x.{column} FROM {table} x WHERE x.client_id = :client_id ORDER BY x.id"
    return {row[0]: row[1] for row in reader.rows(sql, {"client_id": client_id})}


def answer_ids_of_client(reader: Reader, client_id: int) -> list[int]:
    """Return the numbers of all answers in a client's check-ups."""
    sql = """
    SELECT a.id FROM checkup_answer a JOIN checkup k ON k.id = a.checkup_id
     WHERE k.client_id = :key ORDER BY a.id
    """
    return _ids(reader, sql, client_id)


def answer_ids(reader: Reader, checkup_id: int) -> list[int]:
    """Return the numbers of a check-up's answers."""
    sql = "SELECT a.id FROM checkup_answer a WHERE a.checkup_id = :key ORDER BY a.id"
    return _ids(reader, sql, checkup_id)


def mention_ids_of_touchpoint(reader: Reader, touchpoint_id: int) -> list[int]:
    """Return the numbers of the mentions that were made in a touchpoint."""
    sql = "SELECT n.id FROM service_mention n WHERE n.touchpoint_id = :key ORDER BY n.id"
    return _ids(reader, sql, touchpoint_id)


def outside_references(reader: Reader, table: str, client_id: int) -> list[int]:
    """Return the numbers of other clients' rows that refer to a client's touchpoints.

    No command makes any, but an import may move a touchpoint from one client to another.
    """
    sql = f"""
    SELECT x.id FROM {table} x JOIN touchpoint t ON t.id = x.touchpoint_id
     WHERE t.client_id = :key AND x.client_id <> :key ORDER BY x.id
    """
    return _ids(reader, sql, client_id)


def _ids(reader: Reader, sql: str, key: int) -> list[int]:
    return numbered(reader.rows(sql, {"key": key}))
