"""What belongs to a client or refers to its rows, for deleting it and for merging two."""

from __future__ import annotations

from clientpulse.records import Record
from clientpulse.records.lists import PARTS
from clientpulse.store.queries.values import numbered
from clientpulse.store.reader import Reader


def ids_of_client(reader: Reader, record: type[Record], client_id: int) -> list[int]:
    """Return the numbers of a client's rows of a kind, rising."""
    return _ids(reader, f"{record.TABLE} x WHERE x.client_id = :key", client_id)


def ids_of_touchpoint(reader: Reader, record: type[Record], touchpoint_id: int) -> list[int]:
    """Return the numbers of the rows that refer to a touchpoint: attendees, meetings, mentions."""
    return _ids(reader, f"{record.TABLE} x WHERE x.touchpoint_id = :key", touchpoint_id)


def answer_ids(reader: Reader, checkup_id: int) -> list[int]:
    """Return the numbers of a check-up's answers."""
    return _ids(reader, "checkup_answer x WHERE x.checkup_id = :key", checkup_id)


def part_ids_of_client(reader: Reader, record: type[Record], client_id: int) -> list[int]:
    """Return the numbers of the rows that hold the several values of a client's rows.

    Args:
        record: Of the client's rows; one of ``PARTS``.
    """
    owner = record.TABLE
    joined = f"{PARTS[record].TABLE} x JOIN {owner} o ON o.id = x.{owner}_id"
    return _ids(reader, f"{joined} WHERE o.client_id = :key", client_id)


def outside_references(reader: Reader, record: type[Record], client_id: int) -> list[int]:
    """Return the numbers of other clients' rows that refer to a client's touchpoints.

    No command makes any, but an import may move a touchpoint from one client to another.
    """
    joined = f"{record.TABLE} x JOIN touchpoint t ON t.id = x.touchpoint_id"
    return _ids(reader, f"{joined} WHERE t.client_id = :key AND x.client_id <> :key", client_id)


def values_of(
    reader: Reader, record: type[Record], column: str, client_id: int
) -> dict[int, object]:
    """Return the values of a column in the rows of a client, by their numbers."""
    sql = f"SELECT x.id, x.{column} FROM {record.TABLE} x WHERE x.client_id = :key ORDER BY x.id"
    return {row[0]: row[1] for row in reader.rows(sql, {"key": client_id})}


def _ids(reader: Reader, source: str, key: int) -> list[int]:
    return numbered(reader.rows(f"SELECT x.id FROM {source} ORDER BY x.id", {"key": key}))
