"""Which entries of the journal stand in the way of another that is taken back, or done again.

The rows of the store are what the standing entries made of them, one after the other. An entry can
leave that row, or come back to it, where it has nothing to do with those that came after it and
stand, nor with those that came before it and were undone: what each of them wrote then is the same
without it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, and_, delete, or_, select

from clientpulse.store import tables
from clientpulse.store.tables.constraints import METADATA
from clientpulse.store.tables.journal import JournalChange, JournalEntry

_ENTRY = METADATA.tables[JournalEntry.__tablename__].c
_CHANGE = METADATA.tables[JournalChange.__tablename__].c

Spans = list[tuple[int, int]]
"""Ranges of keys, rising, that don't touch."""


class Reach:
    """What an entry has to do with, as far as the journal knows.

    Attributes:
        touched: By table, the rows that it wrote.
        going: Those of them that aren't there once it is turned around.
        coming: Those that are there again then.
        referred: What the rows refer to that it puts back.
    """

    def __init__(self, connection: Connection, entry_id: int) -> None:
        self.entry_id = entry_id
        names = ("table_name", "action", "first_id", "last_id", "before")
        query = select(*(_CHANGE[name] for name in names)).where(_CHANGE.entry_id == entry_id)
        changes = connection.execute(query).fetchall()
        self.touched = _gathered((one[0], one[2], one[3]) for one in changes)
        self.going = _gathered((one[0], one[2], one[3]) for one in changes if one[1] == "insert")
        self.coming = _gathered((one[0], one[2], one[3]) for one in changes if one[1] == "delete")
        self.referred = _gathered(_references(changes))

    def meets(self, connection: Connection, other: Reach) -> bool:
        """Tell whether it can't be turned around where the other one is as it is."""
        return (
            _overlap(self.touched, other.touched)
            or _overlap(self.referred, other.coming)
            or _overlap(self.going, other.referred)
            or _overlap(self.going, _referred_by(connection, other.touched, self.going))
        )


def in_the_way(connection: Connection, entry_id: int) -> int | None:
    """Return the last entry without which one can't be turned around exactly; None where none is.

    One that would be undone waits for those that came later; one that would be redone waits for
    those that came earlier, and were undone.
    """
    later = and_(_ENTRY.id > entry_id, _ENTRY.undone_at.is_(None))
    earlier = and_(_ENTRY.id < entry_id, _ENTRY.undone_at.is_not(None))
    query = select(_ENTRY.id).where(or_(later, earlier)).order_by(_ENTRY.id.desc())
    others = connection.scalars(query).all()
    if not others:
        return None
    reach = Reach(connection, entry_id)
    return next((one for one in others if reach.meets(connection, Reach(connection, one))), None)


def end_redo(connection: Connection, entry_id: int, origin: str) -> None:
    """Forget what can't be redone any more now that an entry was written.

    That is all that came about as it did; what has to do with it, or with what was forgotten; and
    whatever would be redone after that.
    """
    query = select(_ENTRY.id, _ENTRY.origin).where(_ENTRY.undone_at.is_not(None))
    undone = connection.execute(query.order_by(_ENTRY.id)).fetchall()
    if not undone:
        return
    ended, gone = {origin}, [Reach(connection, entry_id)]
    for number, its_origin in undone:
        one = Reach(connection, number)
        if its_origin in ended or any(one.meets(connection, other) for other in gone):
            ended.add(its_origin)
            gone.append(one)
    forgotten = [one.entry_id for one in gone[1:]]
    connection.execute(delete(JournalEntry).where(_ENTRY.id.in_(forgotten)))


def _references(changes: Iterable[Any]) -> Iterator[tuple[str, int, int]]:
    for table, _, _, _, before in changes:
        if before is None:
            continue
        row = json.loads(before)
        for column, parent in _links(table):
            if row.get(column) is not None:
                yield parent, row[column], row[column]


def _referred_by(
    connection: Connection, rows: Mapping[str, Spans], whom: Mapping[str, Spans]
) -> dict[str, Spans]:
    """Return what rows refer to as they are now, of some tables."""
    found: set[tuple[str, int, int]] = set()
    for table, spans in rows.items():
        for column, parent in _links(table):
            if parent not in whom:
                continue
            stored = METADATA.tables[table].c
            for first, last in spans:
                within = stored.id.between(first, last), stored[column].is_not(None)
                keys = connection.scalars(select(stored[column]).where(*within).distinct())
                found |= {(parent, key, key) for key in keys}
    return _gathered(found)


def _links(table: str) -> list[tuple[str, str]]:
    """Return the columns of a table that refer to other tables, and which."""
    tables.by_name(table)
    return [
        (one.parent.name, one.target_fullname.partition(".")[0])
        for one in METADATA.tables[table].foreign_keys
    ]


def _gathered(ranges: Iterable[tuple[str, int, int]]) -> dict[str, Spans]:
    found: dict[str, Spans] = {}
    for table, first, last in sorted(ranges):
        spans = found.setdefault(table, [])
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return found


def _overlap(some: Mapping[str, Spans], others: Mapping[str, Spans]) -> bool:
    return any(
        _meet(spans, first, last)
        for table, spans in some.items()
        for first, last in others.get(table, ())
    )


def _meet(spans: Spans, first: int, last: int) -> bool:
    """Tell whether a range shares a key with any."""
    before = bisect_right(spans, last, key=itemgetter(0)) - 1
    return before >= 0 and spans[before][1] >= first
