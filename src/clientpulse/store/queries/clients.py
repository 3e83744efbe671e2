"""Clients and their tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientpulse.store.reader import Reader, Row
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.views.stored import (
        ClientView,
    )
from clientpulse.store.queries.values import CHUNK, day

CLIENT_COLUMNS = (
    "c.id, c.uid, c.key, c.name, c.meeting_interval, c.update_interval, c.started_on, c.prefers,"
    " c.owner, c.note, c.archived_on, c.paused_on, c.paused_until, c.snoozed_until,"
    " c.snooze_reason, c.created_at, c.timezone, c.hours, c.message_length, c.language,"
    " c.asked_from"
)


def client_row(row: Row) -> ClientView:
    """Give a row of CLIENT_COLUMNS its names and types."""
    from clientpulse.views.stored import ClientView

    started_on = day(row[6])
    if started_on is None:
        raise ValueError("a client without a start")
    values = [*row[:6], started_on, *row[7:10], *map(day, row[10:14]), row[14], str(row[15])]
    return ClientView(*[*values, *row[16:20], day(row[20])])


def names(reader: Reader, selection: Selection) -> Sequence[tuple[int, str, str]]:
    """Return id, key and name of the selected clients, by name."""
    where, parameters = selection.where()
    sql = f"SELECT c.id, c.key, c.name FROM client c WHERE {where} ORDER BY c.name, c.id"
    return [(row[0], row[1], row[2]) for row in reader.rows(sql, parameters)]


def by_key(reader: Reader, key: str) -> tuple[int, str, str] | None:
    """Return id, key and name of the client with exactly this key."""
    sql = "SELECT c.id, c.key, c.name FROM client c WHERE c.key = :key"
    rows = reader.rows(sql, {"key": key})
    return (rows[0][0], rows[0][1], rows[0][2]) if rows else None


def keys_starting(reader: Reader, beginning: str, limit: int) -> Sequence[tuple[str, str]]:
    """Return key and name of active clients whose key starts so, for the shell's completion."""
    sql = """
    SELECT c.key, c.name FROM client c
     WHERE c.archived_on IS NULL AND c.key >= :first AND c.key < :last
     ORDER BY c.key LIMIT :limit
    """
    parameters = {"first": beginning, "last": beginning + "\U0010ffff", "limit": limit}
    return [(row[0], row[1]) for row in reader.rows(sql, parameters)]


def select(reader: Reader, selection: Selection) -> Sequence[ClientView]:
    """Return the selected clients whole, by name."""
    where, parameters = selection.where()
    sql = f"SELECT {CLIENT_COLUMNS} FROM client c WHERE {where} ORDER BY c.name, c.id"
    return [client_row(row) for row in reader.rows(sql, parameters)]


def count(reader: Reader) -> int:
    """Return how many clients there are, archived ones included."""
    rows = reader.rows("SELECT count(*) FROM client")
    return int(rows[0][0]) if rows else 0


def places(reader: Reader, client_ids: Sequence[int]) -> Sequence[Row]:
    """Return id, timezone and working hours of those of these clients whose timezone is known."""
    found: list[Row] = []
    for start in range(0, len(client_ids), CHUNK):
        keys = ", ".join(str(int(key)) for key in client_ids[start : start + CHUNK])
        sql = f"""
        SELECT c.id, c.timezone, c.hours FROM client c
         WHERE c.timezone IS NOT NULL AND c.id IN ({keys})
        """
        found += reader.rows(sql)
    return found


def tags(reader: Reader, selection: Selection) -> dict[int, tuple[str, ...]]:
    """Return the tags of the selected clients, in order of name."""
    where, parameters = selection.where()
    sql = f"""
    SELECT k.client_id, k.name FROM tag k JOIN client c ON c.id = k.client_id
     WHERE {where} ORDER BY k.client_id, k.name
    """
    found: dict[int, list[str]] = {}
    for client_id, name in reader.rows(sql, parameters):
        found.setdefault(client_id, []).append(name)
    return {client_id: tuple(names) for client_id, names in found.items()}


def known_tags(reader: Reader) -> Sequence[str]:
    """Return every tag in use, by name."""
    return [row[0] for row in reader.rows("SELECT DISTINCT name FROM tag ORDER BY name")]


def known_owners(reader: Reader) -> Sequence[str]:
    """Return every owner in use, by name."""
    sql = "SELECT DISTINCT owner FROM client WHERE owner IS NOT NULL ORDER BY owner"
    return [row[0] for row in reader.rows(sql)]


def tag_ids(reader: Reader, client_id: int) -> dict[str, int]:
    """Return a client's tags with their keys."""
    sql = "SELECT g.name, g.id FROM tag g WHERE g.client_id = :client_id ORDER BY g.id"
    return {row[0]: row[1] for row in reader.rows(sql, {"client_id": client_id})}
