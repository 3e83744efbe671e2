"""The read path: every query a reading command makes, as plain and portable SQL.

Named parameters only, ISO dates compared as text, no function that belongs to one database. What
is asked per client is one seek in an index, so the cost grows with the number of clients and not
with the length of their history: for 10,000 clients with 1,000,000 touchpoints grouping the
history took three to four times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from clientpulse.store.reader import Reader, Row
from clientpulse.store.selection import HistoryFilter, Selection

if TYPE_CHECKING:
    from clientpulse.views.stored import (
        ClientView,
        ContactView,
        JournalLine,
        MeetingView,
        TouchpointView,
    )

# SQLite takes 32,766 parameters in a statement, others fewer.
CHUNK = 500

# The greatest whole number that databases know; no row has a greater key.
GREATEST = 2**63 - 1

CLIENT_COLUMNS = (
    "c.id, c.uid, c.key, c.name, c.meeting_interval, c.update_interval, c.started_on, c.prefers,"
    " c.owner, c.note, c.archived_on, c.paused_on, c.paused_until, c.snoozed_until,"
    " c.snooze_reason, c.created_at, c.timezone, c.hours, c.message_length, c.language,"
    " c.asked_from"
)

TOUCHPOINT_COLUMNS = (
    "t.id, t.uid, t.client_id, c.name, c.key, t.occurred_on, t.occurred_time, t.channel,"
    " t.direction, t.note, t.mood, t.minutes, t.no_news, t.created_at, t.purpose"
)

MEETING_COLUMNS = (
    "m.id, m.uid, m.client_id, c.name, c.key, m.planned_on, m.planned_time, m.place, m.agenda,"
    " m.state, m.touchpoint_id, m.created_at"
)

CONTACT_COLUMNS = (
    "p.id, p.uid, p.client_id, c.name, c.key, p.name, p.role, p.email, p.phone, p.birthday, p.note,"
    " p.is_primary, p.created_at"
)


def day(value: Any) -> date | None:
    """Read a stored day: ISO text, or a date where the database has a type for it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def client_row(row: Row) -> ClientView:
    """Give a row of CLIENT_COLUMNS its names and types."""
    from clientpulse.views.stored import ClientView

    started_on = day(row[6])
    if started_on is None:
        raise ValueError("a client without a start")
    values = [*row[:6], started_on, *row[7:10], *map(day, row[10:14]), row[14], str(row[15])]
    return ClientView(*[*values, *row[16:20], day(row[20])])


def client_names(reader: Reader, selection: Selection) -> Sequence[tuple[int, str, str]]:
    """Return id, key and name of the selected clients, by name."""
    where, parameters = selection.where()
    sql = f"SELECT c.id, c.key, c.name FROM client c WHERE {where} ORDER BY c.name, c.id"
    return [(row[0], row[1], row[2]) for row in reader.rows(sql, parameters)]


def client_by_key(reader: Reader, key: str) -> tuple[int, str, str] | None:
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


def clients(reader: Reader, selection: Selection) -> Sequence[ClientView]:
    """Return the selected clients whole, by name."""
    where, parameters = selection.where()
    sql = f"SELECT {CLIENT_COLUMNS} FROM client c WHERE {where} ORDER BY c.name, c.id"
    return [client_row(row) for row in reader.rows(sql, parameters)]


def count_clients(reader: Reader) -> int:
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


def contacts(reader: Reader, client_id: int | None = None) -> Sequence[ContactView]:
    """Return the people of one client or of all, the primary one of each first."""
    from clientpulse.views.stored import ContactView

    where = "p.client_id = :client_id" if client_id is not None else "1 = 1"
    parameters = {} if client_id is None else {"client_id": client_id}
    sql = f"""
    SELECT {CONTACT_COLUMNS} FROM contact p JOIN client c ON c.id = p.client_id
     WHERE {where} ORDER BY p.client_id, p.is_primary DESC, p.id
    """
    return [
        ContactView(*[*row[:11], bool(row[11]), str(row[12])])
        for row in reader.rows(sql, parameters)
    ]


def touchpoint_row(row: Row) -> TouchpointView:
    """Give a row of TOUCHPOINT_COLUMNS its names and types."""
    from clientpulse.views.stored import TouchpointView

    occurred_on = day(row[5])
    if occurred_on is None:
        raise ValueError("a touchpoint without a day")
    values = [*row[:5], occurred_on, *row[6:12], bool(row[12]), str(row[13]), row[14]]
    return TouchpointView(*values)


def touchpoints(reader: Reader, wanted: HistoryFilter) -> Iterator[TouchpointView]:
    """Give touchpoints, newest first."""
    conditions, parameters = ["1 = 1"], dict[str, Any]()
    branches = ["1 = 1"]
    if wanted.client_id is not None:
        # The index of a client's touchpoints is ordered by day within those that reached the
        # client and within the others. Two branches are merged as they come; asked for at once,
        # the whole history would be read and sorted for the few rows that are shown.
        branches = ["t.reaching = 1", "t.reaching = 0"]
        conditions.append("t.client_id = :client_id")
        parameters["client_id"] = wanted.client_id
    if wanted.since is not None:
        conditions.append("t.occurred_on >= :since")
        parameters["since"] = wanted.since.isoformat()
    if wanted.until is not None:
        conditions.append("t.occurred_on <= :until")
        parameters["until"] = wanted.until.isoformat()
    if wanted.channel is not None:
        conditions.append("t.channel = :channel")
        parameters["channel"] = wanted.channel
    selects = [
        f"SELECT {TOUCHPOINT_COLUMNS} FROM touchpoint t JOIN client c ON c.id = t.client_id"
        f" WHERE {' AND '.join([*conditions, branch])}"
        for branch in branches
    ]
    # By number, as it has to be for several branches: the day and the id.
    sql = f"{' UNION ALL '.join(selects)} ORDER BY 6 DESC, 1 DESC"
    # Text is searched here and not by LIKE, which folds the case of ASCII letters only.
    if wanted.search is None and wanted.limit is not None:
        sql += " LIMIT :limit"
        parameters["limit"] = min(wanted.limit, GREATEST)
    needle = None if wanted.search is None else wanted.search.casefold()
    count = 0
    for row in reader.stream(sql, parameters):
        if needle is not None:
            if needle not in f"{row[9] or ''}\n{row[3]}".casefold():
                continue
            count += 1
        yield touchpoint_row(row)
        if needle is not None and count == wanted.limit:
            return


def touchpoint(reader: Reader, touchpoint_id: int) -> TouchpointView | None:
    """Return one touchpoint."""
    if abs(touchpoint_id) > GREATEST:
        return None
    sql = f"""
    SELECT {TOUCHPOINT_COLUMNS} FROM touchpoint t JOIN client c ON c.id = t.client_id
     WHERE t.id = :id
    """
    rows = reader.rows(sql, {"id": touchpoint_id})
    return touchpoint_row(rows[0]) if rows else None


def attendees(reader: Reader, touchpoint_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return who took part, by touchpoint, in the order in which they were named."""
    ids = list(touchpoint_ids)
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(ids), CHUNK):
        keys = ", ".join(str(int(key)) for key in ids[start : start + CHUNK])
        sql = f"""
        SELECT a.touchpoint_id, a.name FROM attendee a
         WHERE a.touchpoint_id IN ({keys}) ORDER BY a.id
        """
        for touchpoint_id, name in reader.rows(sql):
            found[touchpoint_id] = (*found.get(touchpoint_id, ()), name)
    return found


def meeting_row(row: Row) -> MeetingView:
    """Give a row of MEETING_COLUMNS its names and types."""
    from clientpulse.views.stored import MeetingView

    planned_on = day(row[5])
    if planned_on is None:
        raise ValueError("a meeting without a day")
    values = [*row[:5], planned_on, *row[6:11], str(row[11])]
    return MeetingView(*values)


def meetings(
    reader: Reader,
    *,
    client_id: int | None = None,
    states: Sequence[str] = ("booked",),
) -> Sequence[MeetingView]:
    """Return meetings of the diary in order of date and time."""
    marks = ", ".join(f":state{index}" for index in range(len(states)))
    conditions = [f"m.state IN ({marks})"]
    parameters: dict[str, Any] = {f"state{index}": state for index, state in enumerate(states)}
    if client_id is not None:
        conditions.append("m.client_id = :client_id")
        parameters["client_id"] = client_id
    sql = f"""
    SELECT {MEETING_COLUMNS} FROM meeting m JOIN client c ON c.id = m.client_id
     WHERE {" AND ".join(conditions)}
     ORDER BY m.planned_on, m.planned_time, m.id
    """
    return [meeting_row(row) for row in reader.rows(sql, parameters)]


def meeting(reader: Reader, meeting_id: int) -> MeetingView | None:
    """Return one meeting."""
    if abs(meeting_id) > GREATEST:
        return None
    sql = f"""
    SELECT {MEETING_COLUMNS} FROM meeting m JOIN client c ON c.id = m.client_id WHERE m.id = :id
    """
    rows = reader.rows(sql, {"id": meeting_id})
    return meeting_row(rows[0]) if rows else None


def count_touchpoints(reader: Reader, client_id: int) -> int:
    """Return how many touchpoints a client has."""
    sql = "SELECT count(*) FROM touchpoint t WHERE t.client_id = :id AND t.reaching IN (0, 1)"
    rows = reader.rows(sql, {"id": client_id})
    return int(rows[0][0]) if rows else 0


def journal(reader: Reader, limit: int) -> Sequence[JournalLine]:
    """Return the commands that can be taken back, the last one first."""
    from clientpulse.views.stored import JournalLine

    sql = """
    SELECT e.id, e.command, e.summary, e.ran_at FROM journal_entry e
     ORDER BY e.id DESC LIMIT :limit
    """
    return [
        JournalLine(row[0], row[1], row[2], datetime.fromisoformat(str(row[3])))
        for row in reader.rows(sql, {"limit": limit})
    ]


def ids_of_client(reader: Reader, table: str, client_id: int) -> list[int]:
    """Return the keys of a table's rows that belong to a client, rising.

    Args:
        reader: The store.
        table: The name of one of our tables with a ``client_id``.
        client_id: The client.
    """
    sql = f'SELECT x.id FROM "{table}" x WHERE x.client_id = :client_id ORDER BY x.id'
    return [row[0] for row in reader.rows(sql, {"client_id": client_id})]


def attendee_ids_of_client(reader: Reader, client_id: int) -> list[int]:
    """Return the keys of everybody who took part in a client's touchpoints, rising."""
    sql = """
    SELECT a.id FROM attendee a JOIN touchpoint t ON t.id = a.touchpoint_id
     WHERE t.client_id = :client_id ORDER BY a.id
    """
    return [row[0] for row in reader.rows(sql, {"client_id": client_id})]


def tag_ids(reader: Reader, client_id: int) -> dict[str, int]:
    """Return a client's tags with their keys."""
    sql = "SELECT g.name, g.id FROM tag g WHERE g.client_id = :client_id ORDER BY g.id"
    return {row[0]: row[1] for row in reader.rows(sql, {"client_id": client_id})}
