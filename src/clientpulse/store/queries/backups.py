"""What a backup holds."""

from __future__ import annotations

from datetime import date

from clientpulse.store.queries.values import day
from clientpulse.store.reader import Reader


def content(reader: Reader) -> tuple[int, int, date | None]:
    """Return how many clients and touchpoints there are, and the day of the last touchpoint."""
    sql = """
    SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM touchpoint),
           (SELECT max(t.occurred_on) FROM touchpoint t)
    """
    ((clients, touchpoints, last_on),) = reader.rows(sql)
    return clients, touchpoints, day(last_on)
