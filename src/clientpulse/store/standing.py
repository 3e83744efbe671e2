"""Which entries of the journal stand in the way of another that is taken back, or done again.

The rows of the store are what the standing entries made of them, one after the other. An entry can
leave that row, or come back to it, where it has nothing to do with those that came after it and
stand, nor with those that came before it and were undone: what each of them wrote then is the same
without it.

However many others there are, they are read by one statement, and what they refer to by another.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    literal,
    or_,
    select,
    union_all,
)

from clientpulse.comparing import folded
from clientpulse.store import tables
from clientpulse.store.author import Author
from clientpulse.store.tables.constraints import METADATA
from clientpulse.store.tables.journal import JournalChange, JournalEntry

_ENTRY = METADATA.tables[JournalEntry.__tablename__].c
_CHANGE = METADATA.tables[JournalChange.__tablename__].c

Spans = list[tuple[int, int]]
"""Ranges of keys, rising, that don't touch."""


@dataclass(slots=True)
class Reach:
    """What an entry has to do with, as far as the journal knows.

    Attributes:
        touched: By table, the rows that it wrote.
        going: Those of them that aren't there once it is turned around.
        coming: Those that are there again then.
        referred: What the rows refer to that it puts back.
        referring: What the rows refer to that it wrote, as they are now.
    """

    entry_id: int
    touched: Mapping[str, Spans] = field(default_factory=dict)
    going: Mapping[str, Spans] = field(default_factory=dict)
    coming: Mapping[str, Spans] = field(default_factory=dict)
    referred: Mapping[str, Spans] = field(default_factory=dict)
    referring: Mapping[str, Spans] = field(default_factory=dict)

    @classmethod
    def of(cls, entry_id: int, changes: Iterable[Any]) -> Reach:
        """Make it of an entry's changes: table, action, first and last key, row before."""
        changes = list(changes)
        return cls(
            entry_id,
            _gathered((one[0], one[2], one[3]) for one in changes),
            _gathered((one[0], one[2], one[3]) for one in changes if one[1] == "insert"),
            _gathered((one[0], one[2], one[3]) for one in changes if one[1] == "delete"),
            _gathered(_references(changes)),
        )

    def meets(self, other: Reach) -> bool:
        """Tell whether it can't be turned around where the other one is as it is."""
        return (
            _overlap(self.touched, other.touched)
            or _overlap(self.referred, other.coming)
            or _overlap(self.going, other.referred)
            or _overlap(self.going, other.referring)
        )


def in_the_way(connection: Connection, entry_id: int) -> int | None:
    """Return the last entry without which one can't be turned around exactly; None where none is.

    One that would be undone waits for those that came later; one that would be redone waits for
    those that came earlier, and were undone.
    """
    later = and_(_ENTRY.id > entry_id, _ENTRY.undone_at.is_(None))
    earlier = and_(_ENTRY.id < entry_id, _ENTRY.undone_at.is_not(None))
    others = select(_ENTRY.id).where(or_(later, earlier))
    found = _read(connection, or_(_CHANGE.entry_id == entry_id, _CHANGE.entry_id.in_(others)))
    reach = found.pop(entry_id, Reach(entry_id))
    _add_referring(connection, found, [reach])
    return max((number for number, one in found.items() if reach.meets(one)), default=None)


def end_redo(connection: Connection, entry_id: int, origin: str, author: Author) -> None:
    """Forget what can't be redone any more now that an entry was written.

    That is all that came about as it did, by the same person where several write; what has to do
    with it, or with what was forgotten; and whatever would be redone after that.
    """
    undone = _undone(connection, 0)
    if undone:
        _forget(connection, undone, entry_id, _row(origin, author.name, author), author)


def end_redo_after(connection: Connection, entry_id: int, author: Author) -> None:
    """Forget what would be redone after an entry that can't be redone itself, or needs it."""
    query = select(_ENTRY.origin, _ENTRY.by).where(_ENTRY.id == entry_id)
    origin, by = connection.execute(query).one()
    undone = _undone(connection, entry_id)
    if undone:
        _forget(connection, undone, entry_id, _row(origin, by, author), author)


def _undone(connection: Connection, after: int) -> Sequence[Any]:
    query = select(_ENTRY.id, _ENTRY.origin, _ENTRY.by)
    which = _ENTRY.undone_at.is_not(None), _ENTRY.id > after
    return connection.execute(query.where(*which).order_by(_ENTRY.id)).fetchall()


def _row(origin: str, by: str | None, author: Author) -> tuple[str | None, ...]:
    """Return in which row an entry stands of those that are undone one after the other."""
    return (origin, by and folded(by)) if author.is_one_of_several else (origin,)


def _forget(
    connection: Connection,
    undone: Sequence[Any],
    entry_id: int,
    row: tuple[str | None, ...],
    author: Author,
) -> None:
    """Forget of what was undone whatever stands in a row, or has to do with an entry."""
    others = select(_ENTRY.id).where(_ENTRY.undone_at.is_not(None))
    found = _read(connection, or_(_CHANGE.entry_id == entry_id, _CHANGE.entry_id.in_(others)))
    _add_referring(connection, found, found.values())
    it = found.get(entry_id, Reach(entry_id))
    ended, gone = {row}, [replace(it, coming=it.touched)]
    for number, origin, by in undone:
        one, its_row = found.get(number, Reach(number)), _row(origin, by, author)
        if its_row in ended or any(one.meets(other) for other in gone):
            ended.add(its_row)
            gone.append(one)
    forgotten = [one.entry_id for one in gone[1:]]
    forget(connection, _ENTRY.id.in_(forgotten))


def forget(connection: Connection, *which: ColumnElement[bool]) -> None:
    """Forget entries that were undone; of those with a name it stays, so that it isn't done again.

    Nothing can be redone of what has no changes any more.
    """
    named = select(_ENTRY.id).where(*which, _ENTRY.uid.is_not(None))
    connection.execute(delete(JournalChange).where(_CHANGE.entry_id.in_(named)))
    connection.execute(delete(JournalEntry).where(*which, _ENTRY.uid.is_(None)))


def _read(connection: Connection, which: Any) -> dict[int, Reach]:
    names = ("entry_id", "table_name", "action", "first_id", "last_id", "before")
    query = select(*(_CHANGE[name] for name in names)).where(which)
    changes = defaultdict(list)
    for entry_id, *change in connection.execute(query):
        changes[entry_id].append(change)
    return {entry_id: Reach.of(entry_id, some) for entry_id, some in changes.items()}


def _references(changes: Iterable[Any]) -> Iterator[tuple[str, int, int]]:
    for table, _, _, _, before in changes:
        if before is None:
            continue
        row = json.loads(before)
        for column, parent in _links(table):
            if row.get(column) is not None:
                yield parent, row[column], row[column]


def _add_referring(
    connection: Connection, found: Mapping[int, Reach], turned: Iterable[Reach]
) -> None:
    """Note what the rows refer to that entries wrote, where it would go with one of some."""
    bounds: dict[str, tuple[int, int]] = {}
    for one in turned:
        for table, spans in one.going.items():
            first, last = bounds.get(table, spans[0])
            bounds[table] = min(first, spans[0][0]), max(last, spans[-1][1])
    written = {table for one in found.values() for table in one.touched}
    queries = [
        _referring(found, table, column, parent, *bounds[parent])
        for table in sorted(written)
        for column, parent in _links(table)
        if parent in bounds
    ]
    if not queries:
        return
    keys: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for entry_id, parent, key in connection.execute(union_all(*queries)):
        if entry_id in found:
            keys[entry_id].append((parent, key, key))
    for entry_id, ranges in keys.items():
        found[entry_id].referring = _gathered(ranges)


def _referring(
    found: Mapping[int, Reach], table: str, column: str, parent: str, first: int, last: int
) -> Select[Any]:
    stored = METADATA.tables[table].c
    return (
        select(_CHANGE.entry_id, literal(parent), stored[column])
        .where(
            _CHANGE.entry_id.between(min(found), max(found)),
            _CHANGE.table_name == table,
            stored.id.between(_CHANGE.first_id, _CHANGE.last_id),
            stored[column].between(first, last),
        )
        .distinct()
    )


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
