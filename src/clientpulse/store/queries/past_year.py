"""The past year of each client, as a report counts it: one row a client, the days of each kind."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

# A year of a client in one row: its days as one text each, taken straight from the covering index.
# Row by row the same days took twice as long. `group_concat` is the one word here that another
# database calls differently (`string_agg`).
DAYS = "SELECT group_concat(t.occurred_on) FROM touchpoint t WHERE t.client_id = c.id"
LAST = "SELECT max(t.occurred_on) FROM touchpoint t WHERE t.client_id = c.id"
IN_THE_YEAR = "t.occurred_on > :after AND t.occurred_on <= :today"
IN_THE_STRIP = "t.occurred_on > :strip_after AND t.occurred_on <= :today"
COLUMNS = {
    "meeting_before": f"{LAST} AND t.channel = 'meeting' AND t.occurred_on <= :after",
    "meetings": f"{DAYS} AND t.channel = 'meeting' AND {IN_THE_YEAR}",
    "reach_before": f"{LAST} AND t.reaching = 1 AND t.occurred_on <= :after",
    "reaches": f"{DAYS} AND t.reaching = 1 AND {IN_THE_YEAR}",
    "inbound": f"{DAYS} AND t.reaching = 0 AND {IN_THE_STRIP}",
    "last_channel": """
        SELECT t.channel FROM touchpoint t
         WHERE t.client_id = c.id AND t.reaching = 1 AND t.occurred_on <= :today
         ORDER BY t.occurred_on DESC, t.id DESC LIMIT 1
    """,
}


class _Row(NamedTuple):
    """A client's year as it is read: the columns of `COLUMNS`."""

    id: int
    meeting_before: str | None
    meetings: str | None
    reach_before: str | None
    reaches: str | None
    inbound: str | None
    last_channel: str | None


class PastYear(NamedTuple):
    """The days of one client that a report needs, sorted.

    Args:
        meetings: Of meetings: those of the past year, and the last one before it.
        reaches: Of reaching touchpoints, likewise; meetings are among them.
        inbound: Of those that didn't reach the client, in the weeks of the strip.
        last_channel: Of the latest reaching touchpoint.
    """

    meetings: list[date]
    reaches: list[date]
    inbound: list[date]
    last_channel: str | None


def past_year(
    reader: Reader, selection: Selection, *, after: date, strip_after: date, today: date
) -> dict[int, PastYear]:
    """Return, by client, the days that adherence and the weekly strip are counted from.

    Args:
        after: The day before the year.
        strip_after: The day before the strip's first.
        today: The last day of both.
    """
    where, parameters = selection.where()
    parameters |= {
        "after": after.isoformat(),
        "strip_after": strip_after.isoformat(),
        "today": today.isoformat(),
    }
    columns = ", ".join(f"({COLUMNS[field]})" for field in _Row._fields[1:])
    sql = f"SELECT c.id, {columns} FROM client c WHERE {where}"
    return {
        row.id: PastYear(
            _days(row.meeting_before, row.meetings),
            _days(row.reach_before, row.reaches),
            _days(None, row.inbound),
            row.last_channel,
        )
        for row in map(_Row._make, reader.stream(sql, parameters))
    }


def _days(before: Any, joined: str | None) -> list[date]:
    days = joined.split(",") if joined else []
    if before is not None:
        days.append(str(before))
    return sorted(map(date.fromisoformat, days))
