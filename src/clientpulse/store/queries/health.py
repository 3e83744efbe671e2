"""What health is made of besides contact: moods, check-ups, our promises, mistakes; all clients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from clientpulse.store.reader import Reader, Row
from clientpulse.store.selection import Selection

# The last few moods of a client at a time, newest first, from the index that holds nothing else.
LAST_MOODS = """
(SELECT group_concat(x.mood) FROM
  (SELECT t.mood FROM touchpoint t
    WHERE t.client_id = c.id AND t.mood IS NOT NULL AND t.occurred_on <= :{day}
    ORDER BY t.occurred_on DESC, t.id DESC LIMIT :few) x)
"""


def moods(
    reader: Reader, selection: Selection, now: date, then: date, few: int
) -> Iterator[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    """Give each client's last moods, newest first, as of two days.

    Args:
        reader: The store.
        selection: Which clients.
        now: The later day.
        then: The earlier day.
        few: How many moods.
    """
    where, parameters = selection.where()
    parameters |= {"now": now.isoformat(), "then": then.isoformat(), "few": few}
    columns = ", ".join(LAST_MOODS.format(day=day) for day in ("now", "then"))
    sql = f"SELECT c.id, {columns} FROM client c WHERE {where}"
    for client_id, as_of_now, as_of_then in reader.stream(sql, parameters):
        if as_of_now is not None:
            yield client_id, _numbers(as_of_now), _numbers(as_of_then)


def checkups(reader: Reader, client_id: int | None, today: date) -> Sequence[Row]:
    """Return every check-up up to a day: client, day, score; the earliest of a client first."""
    sql = f"""
    SELECT k.client_id, k.checked_on, k.score FROM checkup k
     WHERE k.checked_on <= :today AND {_of_client("k", client_id)}
     ORDER BY k.client_id, k.checked_on
    """
    return reader.rows(sql, _with_client({"today": today.isoformat()}, client_id))


def promises(reader: Reader, client_id: int | None, after: date) -> Sequence[Row]:
    """Return our promises that had a day: client, day, when done, when dropped.

    Args:
        reader: The store.
        client_id: Only this client's; None for all.
        after: Those that ended up to this day are left out.
    """
    sql = f"""
    SELECT o.client_id, o.due_on, o.done_on, o.dropped_on FROM commitment o
     WHERE o.owed_by = 'us' AND o.due_on IS NOT NULL
       AND ((o.done_on IS NULL AND o.due_on > :after) OR o.done_on > :after)
       AND {_of_client("o", client_id)}
    """
    return reader.rows(sql, _with_client({"after": after.isoformat()}, client_id))


def mistakes(reader: Reader, client_id: int | None) -> Sequence[Row]:
    """Return every mistake: client, when entered, told, fixed."""
    sql = f"""
    SELECT m.client_id, m.entered_on, m.told_on, m.fixed_on FROM mistake m
     WHERE {_of_client("m", client_id)}
    """
    return reader.rows(sql, _with_client({}, client_id))


def _of_client(alias: str, client_id: int | None) -> str:
    return "1 = 1" if client_id is None else f"{alias}.client_id = :client_id"


def _with_client(parameters: dict[str, Any], client_id: int | None) -> dict[str, Any]:
    return parameters if client_id is None else parameters | {"client_id": client_id}


def _numbers(joined: str | None) -> tuple[int, ...]:
    return () if joined is None else tuple(map(int, str(joined).split(",")))
