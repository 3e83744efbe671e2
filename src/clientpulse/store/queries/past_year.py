"""The past year of each client, as a report counts it: one row a client, the days of each kind."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

# A year of a client in one row: its days as one text each, taken straight from the covering index.
# Row by row the same days took twice as long. `group_concat` is the one word here that another
# database calls differently (`string_agg`).
PAST_YEAR_SQL = """
SELECT c.id,
       (SELECT max(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.channel = 'meeting' AND t.occurred_on <= :after),
       (SELECT group_concat(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.channel = 'meeting'
           AND t.occurred_on > :after AND t.occurred_on <= :today),
       (SELECT max(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.reaching = 1 AND t.occurred_on <= :after),
       (SELECT group_concat(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.reaching = 1
           AND t.occurred_on > :after AND t.occurred_on <= :today),
       (SELECT group_concat(t.occurred_on) FROM touchpoint t
         WHERE t.client_id = c.id AND t.reaching = 0
           AND t.occurred_on > :strip_after AND t.occurred_on <= :today),
       (SELECT t.channel FROM touchpoint t
         WHERE t.client_id = c.id AND t.reaching = 1 AND t.occurred_on <= :today
         ORDER BY t.occurred_on DESC, t.id DESC LIMIT 1)
  FROM client c
 WHERE {where}
"""


class PastYear(NamedTuple):
    """The days of one client that a report needs, as sorted ISO texts.

    Args:
        meetings: Of meetings: those of the past year, and the last one before it.
        reaches: Of reaching touchpoints, likewise; meetings are among them.
        inbound: Of those that didn't reach the client, in the weeks of the strip.
        last_channel: Of the latest reaching touchpoint.
    """

    meetings: list[str]
    reaches: list[str]
    inbound: list[str]
    last_channel: str | None

    def latest(self) -> tuple[str | None, str | None]:
        """Return the days of the last meeting and the last reach."""
        meetings, reaches = self.meetings, self.reaches
        return meetings[-1] if meetings else None, reaches[-1] if reaches else None


def past_year(
    reader: Reader, selection: Selection, *, after: date, strip_after: date, today: date
) -> dict[int, PastYear]:
    """Return, by client, the days that adherence and the weekly strip are counted from.

    Args:
        reader: The store.
        selection: Which clients.
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
    return {
        row[0]: PastYear(_days(row[1], row[2]), _days(row[3], row[4]), _days(None, row[5]), row[6])
        for row in reader.stream(PAST_YEAR_SQL.format(where=where), parameters)
    }


def _days(before: Any, joined: str | None) -> list[str]:
    days = joined.split(",") if joined else []
    days.sort()
    if before is not None:
        days.insert(0, str(before))
    return days
