"""What happened, newest first, and who took part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from clientpulse.store.reader import Reader, Row
from clientpulse.store.selection import HistoryFilter

if TYPE_CHECKING:
    from clientpulse.views.stored import (
        TouchpointView,
    )
from clientpulse.store.queries.values import CHUNK, GREATEST, day

TOUCHPOINT_COLUMNS = (
    "t.id, t.uid, t.client_id, c.name, c.key, t.occurred_on, t.occurred_time, t.channel,"
    " t.direction, t.note, t.mood, t.minutes, t.no_news, t.created_at, t.purpose"
)


def touchpoint_row(row: Row) -> TouchpointView:
    """Give a row of TOUCHPOINT_COLUMNS its names and types."""
    from clientpulse.views.stored import TouchpointView

    occurred_on = day(row[5])
    if occurred_on is None:
        raise ValueError("a touchpoint without a day")
    values = [*row[:5], occurred_on, *row[6:12], bool(row[12]), str(row[13]), row[14]]
    return TouchpointView(*values)


def select(reader: Reader, wanted: HistoryFilter) -> Iterator[TouchpointView]:
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


def one(reader: Reader, touchpoint_id: int) -> TouchpointView | None:
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


def count(reader: Reader, client_id: int) -> int:
    """Return how many touchpoints a client has."""
    sql = "SELECT count(*) FROM touchpoint t WHERE t.client_id = :id AND t.reaching IN (0, 1)"
    rows = reader.rows(sql, {"id": client_id})
    return int(rows[0][0]) if rows else 0


def attendee_ids_of_client(reader: Reader, client_id: int) -> list[int]:
    """Return the keys of everybody who took part in a client's touchpoints, rising."""
    sql = """
    SELECT a.id FROM attendee a JOIN touchpoint t ON t.id = a.touchpoint_id
     WHERE t.client_id = :client_id ORDER BY a.id
    """
    return [row[0] for row in reader.rows(sql, {"client_id": client_id})]
