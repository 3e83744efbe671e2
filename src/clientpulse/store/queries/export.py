"""Reading the store whole: what an export writes, and what an import compares with.

Everything comes in the order in which it was stored, so that an export of an import of an export
is the same export.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from clientpulse.store.queries.values import CHUNK
from clientpulse.store.reader import Reader, Row

CONTACT_COLUMNS = (
    "uid", "client_id", "name", "role", "email", "phone", "birthday", "note", "is_primary",
    "created_at",
)  # fmt: skip
MEETING_COLUMNS = (
    "uid", "client_id", "planned_on", "planned_time", "place", "agenda", "state", "touchpoint_id",
    "created_at",
)  # fmt: skip
TOUCHPOINT_COLUMNS = (
    "uid", "client_id", "occurred_on", "occurred_time", "channel", "direction", "note", "mood",
    "minutes", "no_news", "purpose", "created_at",
)  # fmt: skip


def contacts(reader: Reader, client_id: int) -> Iterator[dict[str, Any]]:
    """Give the people of a client, by column."""
    return _of_client(reader, "contact", CONTACT_COLUMNS, client_id)


def meetings(reader: Reader, client_id: int) -> Iterator[dict[str, Any]]:
    """Give the diary of a client, by column; `touchpoint` is the uid of the one it became."""
    names = ", ".join(f"m.{column}" for column in MEETING_COLUMNS)
    sql = f"""
    SELECT {names}, t.uid FROM meeting m LEFT JOIN touchpoint t ON t.id = m.touchpoint_id
     WHERE m.client_id = :client_id ORDER BY m.id
    """
    for row in reader.stream(sql, {"client_id": client_id}):
        yield dict(zip((*MEETING_COLUMNS, "touchpoint"), row, strict=True))


def touchpoints(reader: Reader, client_id: int) -> Iterator[dict[str, Any]]:
    """Give the touchpoints of a client, by column."""
    columns = TOUCHPOINT_COLUMNS
    names = ", ".join(f"t.{column}" for column in columns)
    # Naming both values of `reaching` lets the index on it be used.
    sql = f"""
    SELECT {names} FROM touchpoint t
     WHERE t.client_id = :client_id AND t.reaching IN (0, 1) ORDER BY t.id
    """
    for row in reader.stream(sql, {"client_id": client_id}):
        yield dict(zip(columns, row, strict=True))


def touchpoint_contents(reader: Reader, client_id: int, before_id: int) -> Iterator[Row]:
    """Give what a CSV file says of each touchpoint of a client that was stored earlier.

    Args:
        reader: The store.
        client_id: Whose touchpoints.
        before_id: Only those with a smaller number.

    Yields:
        Day (ISO text), channel, direction, mood, minutes, note (as a file gives it back).
    """
    sql = """
    SELECT t.occurred_on, t.channel, t.direction, t.mood, t.minutes, t.note FROM touchpoint t
     WHERE t.client_id = :client_id AND t.reaching IN (0, 1) AND t.id < :before_id
    """
    parameters = {"client_id": client_id, "before_id": before_id}
    for *values, note in reader.stream(sql, parameters):
        yield *values, note if note and note.strip() else None


def all_touchpoints(reader: Reader) -> Iterator[Row]:
    """Give every touchpoint by day: key, day, channel, direction, note, mood, minutes."""
    sql = """
    SELECT c.key, t.occurred_on, t.channel, t.direction, t.note, t.mood, t.minutes
      FROM touchpoint t JOIN client c ON c.id = t.client_id
     ORDER BY t.occurred_on, t.id
    """
    return reader.stream(sql)


def attendees(reader: Reader, client_id: int) -> Iterator[tuple[str, str]]:
    """Give who took part in the touchpoints of a client: the touchpoint's uid, and a name."""
    sql = """
    SELECT t.uid, a.name FROM attendee a JOIN touchpoint t ON t.id = a.touchpoint_id
     WHERE t.client_id = :client_id AND t.reaching IN (0, 1) ORDER BY a.id
    """
    for row in reader.stream(sql, {"client_id": client_id}):
        yield row[0], row[1]


def attendee_ids(reader: Reader, touchpoint_id: int) -> Sequence[int]:
    """Return the numbers of the rows that say who took part in a touchpoint."""
    sql = "SELECT a.id FROM attendee a WHERE a.touchpoint_id = :id ORDER BY a.id"
    return [row[0] for row in reader.rows(sql, {"id": touchpoint_id})]


def by_uid(
    reader: Reader, table: str, columns: Sequence[str], uids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Return the rows of a table that have these uids, by column, with their `id`."""
    names = ", ".join(("x.id", *(f"x.{column}" for column in columns)))
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(uids), CHUNK):
        wanted = {f"uid{index}": uid for index, uid in enumerate(uids[start : start + CHUNK])}
        marks = ", ".join(f":{name}" for name in wanted)
        sql = f"SELECT {names} FROM {table} x WHERE x.uid IN ({marks})"
        for row in reader.rows(sql, wanted):
            one = dict(zip(("id", *columns), row, strict=True))
            found[one["uid"]] = one
    return found


def _of_client(
    reader: Reader, table: str, columns: Sequence[str], client_id: int
) -> Iterator[dict[str, Any]]:
    names = ", ".join(f"x.{column}" for column in columns)
    sql = f"SELECT {names} FROM {table} x WHERE x.client_id = :client_id ORDER BY x.id"
    for row in reader.stream(sql, {"client_id": client_id}):
        yield dict(zip(columns, row, strict=True))
