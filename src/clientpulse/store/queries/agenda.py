"""Points for the next meeting."""

from __future__ import annotations

from datetime import date

from clientpulse.records import AgendaPoint
from clientpulse.store.queries.values import numbered, read
from clientpulse.store.reader import Reader


def select(reader: Reader, client_id: int, *, only_open: bool = True) -> list[AgendaPoint]:
    """Return a client's own points for the agenda, in the order in which they were added."""
    still_open = ("x.covered_on IS NULL",) if only_open else ()
    return read(reader, AgendaPoint, "x.id", *still_open, client_id=client_id)


def to_close(reader: Reader, client_id: int, held_on: date) -> list[int]:
    """Return the numbers of the points that were there when a meeting was held."""
    sql = """
    SELECT a.id FROM agenda_point a
     WHERE a.client_id = :client_id AND a.covered_on IS NULL AND a.added_on <= :day
     ORDER BY a.id
    """
    return numbered(reader.rows(sql, {"client_id": client_id, "day": held_on.isoformat()}))


def to_reopen(reader: Reader, client_id: int, covered_on: date) -> list[int]:
    """Return the numbers of the points that a day's meeting covered, where no meeting is left.

    A second meeting of that day covers them still.
    """
    sql = """
    SELECT a.id FROM agenda_point a
     WHERE a.client_id = :client_id AND a.covered_on = :day
       AND NOT EXISTS (SELECT 1 FROM touchpoint t
                        WHERE t.client_id = a.client_id AND t.channel = 'meeting'
                          AND t.occurred_on = a.covered_on)
     ORDER BY a.id
    """
    return numbered(reader.rows(sql, {"client_id": client_id, "day": covered_on.isoformat()}))


def open_by_client(reader: Reader) -> list[tuple[int, str, str, int]]:
    """Return the id, name and key of clients with open points, and how many they have."""
    sql = """
    SELECT c.id, c.name, c.key, count(*) FROM agenda_point a JOIN client c ON c.id = a.client_id
     WHERE a.covered_on IS NULL AND c.archived_on IS NULL
     GROUP BY c.id, c.name, c.key ORDER BY c.name, c.id
    """
    return [(int(row[0]), str(row[1]), str(row[2]), int(row[3])) for row in reader.rows(sql)]


def first_open(reader: Reader) -> dict[int, str]:
    """Return, by client, the ISO day on which its oldest open point was added."""
    sql = """
    SELECT a.client_id, min(a.added_on) FROM agenda_point a
     WHERE a.covered_on IS NULL GROUP BY a.client_id
    """
    return {row[0]: str(row[1]) for row in reader.rows(sql)}
