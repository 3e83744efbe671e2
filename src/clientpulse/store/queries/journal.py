"""What was written, and can be taken back; what was taken back, and can be done again."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from clientpulse import records
from clientpulse.comparing import is_same_name
from clientpulse.records import lists
from clientpulse.records.record import shape_of
from clientpulse.store.queries.values import numbered
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.views.journal import JournalLine

_CAN_BE_REDONE = (
    "(e.uid IS NULL OR EXISTS (SELECT 1 FROM journal_change c WHERE c.entry_id = e.id))"
)
"""Of what must not be done twice the name stays when all else is forgotten."""

RECENT = 2_000
"""How many commands are looked through for what is recent."""


def select(
    reader: Reader, limit: int, origin: str | None = None, by: str | None = None
) -> Sequence[JournalLine]:
    """Return the commands that can be undone, the last one first.

    Args:
        origin: Only those that came about like this.
        by: Only those of somebody, however they spelled their name.
    """
    which = {"origin": origin, "by": _spellings(reader, by)}
    return _lines(reader, "undone_at IS NULL", "id DESC", limit, which)


def undone(
    reader: Reader, limit: int, origin: str | None = None, by: str | None = None
) -> Sequence[JournalLine]:
    """Return the commands that can be redone, the one undone last first."""
    which = {"origin": origin, "by": _spellings(reader, by)}
    return _lines(reader, f"undone_at IS NOT NULL AND {_CAN_BE_REDONE}", "id", limit, which)


def writers(reader: Reader) -> Sequence[str]:
    """Return everybody who wrote anything, as spelled."""
    sql = "SELECT DISTINCT by FROM journal_entry WHERE by IS NOT NULL ORDER BY by"
    return [row[0] for row in reader.rows(sql)]


def _spellings(reader: Reader, by: str | None) -> tuple[str, ...] | None:
    """Return how somebody's machines spell their name: databases fold the case of ASCII only."""
    if by is None:
        return None
    return (by, *(one for one in writers(reader) if one != by and is_same_name(one, by)))


def entry(reader: Reader, entry_id: int) -> JournalLine | None:
    """Return a command, undone or not."""
    found = _lines(reader, "TRUE", "id", 1, {"id": entry_id})
    return found[0] if found else None


def last(reader: Reader) -> int:
    """Return the number of the last command; 0 of none."""
    ((number,),) = reader.rows("SELECT coalesce(max(id), 0) FROM journal_entry") or ((0,),)
    return int(number)


def mark(reader: Reader) -> tuple[int, str, int]:
    """Return what is another thing after each command, undo and redo."""
    # A redo of what wasn't undone last changes their number alone.
    ((number, undone, how_many),) = reader.rows(
        "SELECT coalesce(max(id), 0), max(undone_at), count(undone_at) FROM journal_entry"
    ) or ((0, None, 0),)
    return int(number), str(undone or ""), int(how_many)


def recent(
    reader: Reader, since: datetime, tables: Collection[str]
) -> Sequence[tuple[int, str | None, str, str, int, int]]:
    """Return what was written to some tables, the last first.

    Returns:
        The command's number, who ran it, the table, the action, and the first and the last key.
    """
    names = ", ".join(f"'{name}'" for name in sorted(tables)) or "''"
    sql = f"""
    SELECT c.entry_id, e.by, c.table_name, c.action, c.first_id, c.last_id
      FROM journal_entry e JOIN journal_change c ON c.entry_id = e.id
     WHERE e.id > (SELECT max(id) FROM journal_entry) - {RECENT} AND e.ran_at >= :since
       AND e.undone_at IS NULL AND c.table_name IN ({names})
     ORDER BY c.entry_id DESC, c.id
    """
    given = {"since": since.isoformat(timespec="seconds")}
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in reader.rows(sql, given)]


def about_client(reader: Reader, client_id: int, after: int) -> JournalLine | None:
    """Return the last command that wrote anything of a client, of those behind one.

    Args:
        after: The number of the command that they came behind.
    """
    stored: list[tuple[str, str]] = [(records.Client.TABLE, "id")]
    stored += [(one.TABLE, "client_id") for one in lists.EVERY if _is_of_client(one)]
    of_client = [
        f"""
        SELECT c.entry_id FROM journal_change c JOIN {table} t
            ON t.id BETWEEN c.first_id AND c.last_id
         WHERE c.entry_id > :after AND c.table_name = '{table}' AND t.{key} = :client_id
        """
        for table, key in stored
    ]
    sql = f"""
    SELECT max(found.entry_id) FROM (
        SELECT c.entry_id FROM journal_change c
         WHERE c.entry_id > :after AND (c.before LIKE :among OR c.before LIKE :last)
        UNION ALL {" UNION ALL ".join(of_client)}
    ) found JOIN journal_entry e ON e.id = found.entry_id AND e.undone_at IS NULL
    """
    given = {
        "after": after,
        "client_id": client_id,
        "among": f'%"client_id": {client_id},%',
        "last": f'%"client_id": {client_id}}}%',
    }
    ((number,),) = reader.rows(sql, given) or ((None,),)
    return None if number is None else entry(reader, number)


def parted(reader: Reader, client_id: int, key: str) -> JournalLine | None:
    """Return the command, or the one undone, by which a client lost its key or went away."""
    # Of what was undone the changes are the opposite ones: a deletion is of what had been added.
    sql = """
    SELECT c.entry_id, c.before FROM journal_change c
     WHERE c.table_name = 'client' AND c.action IN ('update', 'delete') AND c.first_id = :client_id
     ORDER BY c.action, c.entry_id DESC
    """
    for entry_id, before in reader.rows(sql, {"client_id": client_id}):
        if json.loads(before)["key"] == key:
            return entry(reader, entry_id)
    return None


def about_clients(reader: Reader, after: int) -> dict[int, JournalLine]:
    """Return by client the last command that wrote it, its tags or its own rules, behind one.

    Args:
        after: The number of the command that they came behind.
    """
    written = [
        f"""
        SELECT t.{key}, c.entry_id FROM journal_change c JOIN {table} t
            ON t.id BETWEEN c.first_id AND c.last_id
         WHERE c.entry_id > :after AND c.table_name = '{table}'
        """
        for table, key in (("client", "id"), ("tag", "client_id"), ("client_rule", "client_id"))
    ]
    gone = """
    SELECT c.before, c.entry_id FROM journal_change c
     WHERE c.entry_id > :after AND c.table_name IN ('tag', 'client_rule') AND c.action = 'delete'
    """
    given = {"after": after}
    found = [(row[0], row[1]) for row in reader.rows(" UNION ALL ".join(written), given)]
    found += [(json.loads(row[0])["client_id"], row[1]) for row in reader.rows(gone, given)]
    entries = {entry_id for _, entry_id in found}
    numbers = ", ".join(map(str, sorted(entries))) or "0"
    lines = _lines(reader, f"undone_at IS NULL AND e.id IN ({numbers})", "id", len(entries), {})
    known = {one.id: one for one in lines}
    return {id_: known[entry_id] for id_, entry_id in sorted(found) if entry_id in known}


def _is_of_client(record: type[records.Record]) -> bool:
    return "client_id" in shape_of(record).columns and not record.PRIVATE


def is_known(reader: Reader, uid: str) -> bool:
    """Tell whether something that must not be done twice was done, by its name.

    Its entry says so, also once it was undone; when that is too old to be kept, what it wrote.
    """
    sql = """
    SELECT 1 FROM journal_entry WHERE uid = :uid
     UNION ALL SELECT 1 FROM touchpoint WHERE uid = :uid
    """
    return bool(reader.rows(sql, {"uid": uid}))


def _lines(
    reader: Reader, condition: str, order: str, limit: int, which: Mapping[str, Any]
) -> Sequence[JournalLine]:
    from clientpulse.views.journal import JournalLine

    wanted = {
        name: value if isinstance(value, tuple) else (value,)
        for name, value in which.items()
        if value is not None
    }
    given = {f"{name}{n}": one for name, some in wanted.items() for n, one in enumerate(some)}
    among = (
        f"e.{name} IN ({', '.join(f':{name}{n}' for n in range(len(some)))})"
        for name, some in wanted.items()
    )
    conditions = " AND ".join([condition, *among])
    sql = f"""
    SELECT e.id, e.command, e.summary, e.ran_at, e.origin, e.by, e.db_user, e.undone_at
      FROM journal_entry e
     WHERE {conditions} ORDER BY e.{order} LIMIT :limit
    """
    return [
        JournalLine(
            *(row[0], row[1], row[2], _moment(row[3]), row[4], row[5], row[6]),
            undone_at=None if row[7] is None else _moment(row[7]),
        )
        for row in reader.rows(sql, given | {"limit": limit})
    ]


def _moment(stored: Any) -> datetime:
    return datetime.fromisoformat(str(stored))


def untouched(reader: Reader, table: str, numbers: Sequence[int]) -> set[int]:
    """Return which rows of a table nobody has changed by hand since they were written.

    Of what was written before the journal begins nobody knows that.
    """
    inserted = """
    SELECT j.first_id, j.last_id FROM journal_change j JOIN journal_entry e ON e.id = j.entry_id
     WHERE j.table_name = :name AND j.action = 'insert' AND e.undone_at IS NULL
     ORDER BY j.id
    """
    changed = """
    SELECT DISTINCT j.first_id FROM journal_change j JOIN journal_entry e ON e.id = j.entry_id
     WHERE j.table_name = :name AND j.action = 'update' AND e.undone_at IS NULL
       AND e.origin <> 'sync'
     ORDER BY j.first_id
    """
    rows = sorted(numbers)
    found: set[int] = set()
    for first, last in reader.rows(inserted, {"name": table}) if rows else ():
        found.update(rows[bisect_left(rows, first) : bisect_right(rows, last)])
    return found.difference(numbered(reader.rows(changed, {"name": table}))) if found else found
