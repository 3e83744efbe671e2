"""What happened, newest first, and who took part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from clientpulse.records import Touchpoint
from clientpulse.records.record import from_row
from clientpulse.store.queries import values
from clientpulse.store.queries.values import GREATEST
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter, Selection

# The index of a client's touchpoints is ordered by day within those that reached the client and
# within the others. Two branches are merged as they come; asked for at once, the whole history
# would be read and sorted for the few rows that are shown.
OF_ONE_CLIENT = ("x.reaching = 1", "x.reaching = 0")


def select(reader: Reader, wanted: HistoryFilter) -> Iterator[Touchpoint]:
    """Give touchpoints, newest first, without who took part."""
    conditions = {
        "x.client_id = :client_id": wanted.client_id,
        "x.occurred_on >= :since": wanted.since and wanted.since.isoformat(),
        "x.occurred_on <= :until": wanted.until and wanted.until.isoformat(),
        "x.channel = :channel": wanted.channel,
    }
    held = {one: value for one, value in conditions.items() if value is not None}
    parameters: dict[str, Any] = {one.rpartition(":")[2]: value for one, value in held.items()}
    selected = [*held]
    if wanted.tags is not None:
        where, tags = Selection(tags=wanted.tags).where()
        selected.append(where)
        parameters |= tags
    if wanted.search is not None:
        holds, words = _holding(reader, wanted.search)
        selected.append(holds)
        parameters |= words
    branches = ("1 = 1",) if wanted.client_id is None else OF_ONE_CLIENT
    selects = (values.select(Touchpoint, *selected, branch) for branch in branches)
    sql = f"{' UNION ALL '.join(selects)} ORDER BY occurred_on DESC, id DESC"
    parameters["limit"] = GREATEST if wanted.limit is None else min(wanted.limit, GREATEST)
    rows = reader.stream(f"{sql} LIMIT :limit", parameters)
    return (from_row(Touchpoint, row) for row in rows)


def _holding(reader: Reader, typed: str) -> tuple[str, dict[str, Any]]:
    """Return the condition for what holds a text, itself or in its client's name.

    It is no list of numbers to go through: all would be read and sorted for the few that are shown.
    """
    from clientpulse.comparing import searchable  # noqa: PLC0415  for a search only
    from clientpulse.store.queries import search  # noqa: PLC0415  likewise

    word = searchable(typed)
    held, parameters = search.written_in("touchpoint", word)
    named = ", ".join(map(str, search.clients_named(reader, word)))
    of_named = f" OR x.client_id IN ({named})" if named else ""
    return f"(x.id + 0 IN ({held}){of_named})", parameters


def attendees(reader: Reader, touchpoint_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return who took part, by touchpoint, in the order in which they were named."""
    sql = """
    SELECT a.touchpoint_id, a.name FROM attendee a
     WHERE a.touchpoint_id IN ({ids}) ORDER BY a.id
    """
    rows = values.in_chunks(reader, sql, list(touchpoint_ids))
    found = values.grouped((row[0], row[1]) for row in rows)
    return {touchpoint_id: tuple(names) for touchpoint_id, names in found.items()}


def shared(reader: Reader, client_id: int | None = None) -> list[Touchpoint]:
    """Return the touchpoints with which something was shared, newest first."""
    order = "x.occurred_on DESC, x.id DESC"
    return values.read(reader, Touchpoint, order, "x.shared IS NOT NULL", client_id=client_id)


def asking(reader: Reader, client_id: int, day: date) -> list[str]:
    """Return the subjects of the letters of a day in which a client was asked for feedback."""
    sql = """
    SELECT coalesce(t.note, '') FROM touchpoint t
     WHERE t.purpose = 'feedback' AND t.client_id = :client_id AND t.occurred_on = :occurred_on
    """
    rows = reader.rows(sql, {"client_id": client_id, "occurred_on": day.isoformat()})
    return [subject for (subject,) in rows]


def without_recap(reader: Reader, client_id: int, day: date) -> list[int]:
    """Return the numbers of a client's conversations before a day that no recap was sent of."""
    sql = f"""
    SELECT t.id FROM touchpoint t
     WHERE t.client_id = :client_id AND t.channel IN ({values.VOICE}) AND t.recapped_on IS NULL
       AND t.occurred_on < :day
     ORDER BY t.id
    """
    return values.numbered(reader.rows(sql, {"client_id": client_id, "day": day.isoformat()}))


def count(reader: Reader, client_id: int) -> int:
    """Return how many touchpoints a client has."""
    sql = "SELECT count(*) FROM touchpoint t WHERE t.client_id = :id AND t.reaching IN (0, 1)"
    return values.counted(reader, sql, {"id": client_id})
