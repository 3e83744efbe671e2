"""What belongs to a client or refers to its rows, for deleting it and for merging two."""

from __future__ import annotations

from typing import Any

from clientpulse.records.lists import PARTS
from clientpulse.records.record import Record
from clientpulse.store.queries.values import numbered
from clientpulse.store.reader import Reader


def ids_of(reader: Reader, record: type[Record], owner: str, owner_id: int) -> list[int]:
    """Return the numbers of the records that belong to a row or refer to it, rising.

    Args:
        owner: The row's table: ``client``, ``touchpoint``.
    """
    sql = f"SELECT x.id FROM {record.TABLE} x WHERE x.{owner}_id = :owner_id ORDER BY x.id"
    return numbered(reader.rows(sql, {"owner_id": owner_id}))


def ids_by(reader: Reader, record: type[Record], column: str, client_id: int) -> dict[Any, int]:
    """Return the numbers of a client's records by what no two of them share."""
    sql = f"""
    SELECT x.{column}, x.id FROM {record.TABLE} x WHERE x.client_id = :client_id ORDER BY x.id
    """
    return {row[0]: row[1] for row in reader.rows(sql, {"client_id": client_id})}


def part_ids_of_client(reader: Reader, record: type[Record], client_id: int) -> list[int]:
    """Return the numbers of the values that a client's records hold in rows of their own.

    Args:
        record: One that holds several values; see ``PARTS``.
    """
    sql = f"""
    SELECT p.id FROM {PARTS[record].TABLE} p JOIN {record.TABLE} x ON x.id = p.{record.TABLE}_id
     WHERE x.client_id = :client_id ORDER BY p.id
    """
    return numbered(reader.rows(sql, {"client_id": client_id}))


def outside_references(reader: Reader, record: type[Record], client_id: int) -> list[int]:
    """Return the numbers of other clients' records that refer to a client's touchpoints.

    No command makes any, but an import may move a touchpoint from one client to another.
    """
    sql = f"""
    SELECT x.id FROM {record.TABLE} x JOIN touchpoint t ON t.id = x.touchpoint_id
     WHERE t.client_id = :client_id AND x.client_id <> :client_id ORDER BY x.id
    """
    return numbered(reader.rows(sql, {"client_id": client_id}))
