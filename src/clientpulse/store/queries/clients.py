"""Clients and their tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from clientpulse import records
from clientpulse.records.record import from_row
from clientpulse.store.queries import values
from clientpulse.store.queries.of_clients import by_client
from clientpulse.store.reader import Reader, Row
from clientpulse.store.selection import Selection


def names(reader: Reader, selection: Selection) -> Sequence[tuple[int, str, str]]:
    """Return id, key and name of the selected clients, by name."""
    where, parameters = selection.where()
    sql = f"SELECT c.id, c.key, c.name FROM client c WHERE {where} ORDER BY c.name, c.id"
    return [(row[0], row[1], row[2]) for row in reader.rows(sql, parameters)]


def uids(reader: Reader) -> dict[int, str]:
    """Return the uid of each client."""
    return {row[0]: row[1] for row in reader.rows("SELECT c.id, c.uid FROM client c")}


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


def select(reader: Reader, selection: Selection) -> list[records.Client]:
    """Return the selected clients with their tags, by name."""
    where, parameters = selection.where()
    sql = f"{values.select(records.Client, where)} ORDER BY c.name, c.id"
    return _with_tags(reader, selection, reader.rows(sql, parameters))


def everyone(reader: Reader) -> list[records.Client]:
    """Return all clients with their tags, archived ones included, in the order of their numbers."""
    rows = reader.rows(f"{values.select(records.Client)} ORDER BY c.id")
    return _with_tags(reader, Selection(archived=None), rows)


def _with_tags(reader: Reader, selection: Selection, rows: Sequence[Row]) -> list[records.Client]:
    """Make clients of rows, and give them their tags."""
    tagged = tags(reader, selection) if rows else {}
    found = (from_row(records.Client, row) for row in rows)
    return [replace(one, tags=tagged.get(one.id, ())) for one in found]


def count(reader: Reader) -> int:
    """Return how many clients there are, archived ones included."""
    return values.counted(reader, "SELECT count(*) FROM client")


def places(reader: Reader, client_ids: Sequence[int]) -> Sequence[Row]:
    """Return id, timezone and working hours of those of these clients that have either."""
    sql = """
    SELECT c.id, c.timezone, c.hours FROM client c
     WHERE (c.timezone IS NOT NULL OR c.hours IS NOT NULL) AND c.id IN ({ids})
    """
    return values.in_chunks(reader, sql, client_ids)


def tags(reader: Reader, selection: Selection) -> dict[int, tuple[str, ...]]:
    """Return the tags of the selected clients, in order of name."""
    where, parameters = selection.where()
    sql = f"""
    SELECT k.client_id, k.name FROM tag k JOIN client c ON c.id = k.client_id
     WHERE {where} ORDER BY k.client_id, k.name
    """
    found = values.grouped((row[0], row[1]) for row in reader.rows(sql, parameters))
    return {client_id: tuple(names) for client_id, names in found.items()}


def known_tags(reader: Reader) -> Sequence[str]:
    """Return every tag in use, by name."""
    return [row[0] for row in reader.rows("SELECT DISTINCT name FROM tag ORDER BY name")]


def tag_counts(reader: Reader) -> Sequence[tuple[str, int, int]]:
    """Return every tag with how many active and archived clients have it, by name."""
    sql = """
    SELECT g.name, sum(CASE WHEN c.archived_on IS NULL THEN 1 ELSE 0 END), count(*)
      FROM tag g JOIN client c ON c.id = g.client_id GROUP BY g.name ORDER BY g.name
    """
    return [(row[0], int(row[1]), int(row[2]) - int(row[1])) for row in reader.rows(sql)]


def known_owners(reader: Reader) -> Sequence[str]:
    """Return every owner in use, by name."""
    sql = "SELECT DISTINCT owner FROM client WHERE owner IS NOT NULL ORDER BY owner"
    return [row[0] for row in reader.rows(sql)]


def met_in_person(
    reader: Reader, client_ids: Sequence[int], today: date
) -> dict[int, tuple[date, str]]:
    """Return, by client, when we last met in person up to a day, and in which channel."""
    sql = """
    SELECT t.client_id, t.channel, max(t.occurred_on) FROM touchpoint t
     WHERE t.client_id IN ({ids}) AND t.reaching = 1 AND t.channel IN ('meeting', 'visit')
       AND t.occurred_on <= :today
     GROUP BY t.client_id, t.channel ORDER BY max(t.occurred_on), t.channel DESC
    """
    rows = values.in_chunks(reader, sql, client_ids, {"today": today.isoformat()})
    found = ((row[0], (date.fromisoformat(str(row[2])), str(row[1]))) for row in rows)
    return dict(found)


def first_contacts(reader: Reader, client_id: int | None = None) -> dict[int, date]:
    """Return, by client, its first contact, where that is before the day its cadence counts from.

    Contacts before a start that somebody named count for nothing; who came with none starts on
    the day of asking.

    Args:
        client_id: Only this client; None for all.
    """
    of = "" if client_id is None else "AND c.id = :client_id"
    sql = f"""
    SELECT f.id, f.first_on FROM
      (SELECT c.id, c.clock_on,
              (SELECT min(t.occurred_on) FROM touchpoint t
                WHERE t.client_id = c.id AND t.reaching = 1
                  AND t.occurred_on >= CASE c.started_on WHEN c.asked_from THEN '0001-01-01'
                                                         ELSE c.started_on END) AS first_on
         FROM client c WHERE c.clock_on IS NOT NULL {of}) f
     WHERE f.first_on < f.clock_on
     ORDER BY f.id
    """
    return by_client(reader.rows(sql, {} if client_id is None else {"client_id": client_id}))


def not_reached(reader: Reader, client_id: int | None = None) -> set[int]:
    """Return those whose cadence counts from a clock's start of their own, and no contact since.

    Args:
        client_id: Only this client; None for all.
    """
    of = "" if client_id is None else "AND c.id = :client_id"
    sql = f"""
    SELECT c.id FROM client c
     WHERE c.clock_on IS NOT NULL {of}
       AND NOT EXISTS (SELECT 1 FROM touchpoint t
                        WHERE t.client_id = c.id AND t.reaching = 1
                          AND t.occurred_on >= c.clock_on)
    """
    rows = reader.rows(sql, {} if client_id is None else {"client_id": client_id})
    return set(values.numbered(rows))


def resting(reader: Reader, today: date) -> Sequence[tuple[int, str, str]]:
    """Return id, key and state of the clients that are archived, paused or snoozed, by name."""
    sql = """
    SELECT r.id, r.key, r.rest FROM
      (SELECT c.id, c.key, c.name,
              CASE WHEN c.archived_on IS NOT NULL THEN 'archived'
                   WHEN c.paused_on IS NOT NULL
                    AND (c.paused_until IS NULL OR c.paused_until > :today) THEN 'paused'
                   WHEN c.snoozed_until > :today THEN 'snoozed' END AS rest
         FROM client c) r
     WHERE r.rest IS NOT NULL ORDER BY r.name, r.id
    """
    rows = reader.rows(sql, {"today": today.isoformat()})
    return [(row[0], row[1], row[2]) for row in rows]


def last_reached(reader: Reader) -> dict[int, date]:
    """Return when each client was reached last; those never reached aren't in it."""
    sql = """
    SELECT t.client_id, max(t.occurred_on) FROM touchpoint t
     WHERE t.reaching = 1 GROUP BY t.client_id
    """
    found = ((int(number), values.day(on)) for number, on in reader.rows(sql))
    return {number: on for number, on in found if on is not None}


def never_asked(reader: Reader) -> list[int]:
    """Return the numbers of those clients that are asked for everything from their start on."""
    sql = "SELECT c.id FROM client c WHERE c.asked_from IS NULL ORDER BY c.id"
    return values.numbered(reader.rows(sql))
