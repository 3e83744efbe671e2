"""What each command changed, so that it can be taken back exactly, and done again."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text, update

from clientpulse.store import folding, standing, tables
from clientpulse.store.author import NOBODY_SAID, Author
from clientpulse.store.dialect import check_references, references_at_the_end, values
from clientpulse.store.queries.values import CHUNK, chunks
from clientpulse.store.tables.constraints import METADATA, now
from clientpulse.store.tables.journal import JournalChange, JournalEntry
from clientpulse.views.journal import TYPED

# How many commands can be taken back. Older entries go, so that the file doesn't grow for ever.
KEPT_ENTRIES = 500

# How many entries there are at most: syncs come often, and are to push out nothing that was typed.
KEPT_WITH_SYNCS = 5_000

# How many there are at most where several people write, so that none pushes out another's last
# commands. Only the oldest of all can go: what came later may stand in an older one's way.
KEPT_OF_SEVERAL = 50_000

# How many rows of what was undone are kept for redo, by each person.
KEPT_ROWS = 10_000

_ENTRY = METADATA.tables[JournalEntry.__tablename__].c
_CHANGE = METADATA.tables[JournalChange.__tablename__].c


class Recorder:
    """Collects what a unit of work changes and writes it down before the commit.

    Args:
        connection: The unit's connection, inside its transaction.
        journalled: Whether to write anything down at all.
        author: Who writes.
        entry_id: The entry to write to; None for a new one.
        origin: How the command came about, one of `views.journal.ORIGINS`.
        uid: The entry's name, for what must not be done twice.

    Attributes:
        rewritten: The keys of the rows that were changed or deleted, by table, where several
            people write.
    """

    def __init__(
        self,
        connection: Connection,
        command: str,
        *,
        author: Author = NOBODY_SAID,
        journalled: bool = True,
        entry_id: int | None = None,
        origin: str = TYPED,
        uid: str | None = None,
    ) -> None:
        self._connection = connection
        self._journalled = journalled
        self._command = command
        self._entry_id = entry_id
        self._origin = origin
        self._author = author
        self._uid = uid
        self._changes: list[dict[str, Any]] = []
        self.summary = ""
        self.rewritten: dict[str, set[int]] = {}

    def inserted(self, table: str, first_id: int, last_id: int) -> None:
        """Note that the rows of these keys are new; neighbours become one range."""
        previous = self._changes[-1] if self._changes else None
        if previous and (previous["action"], previous["table_name"]) == ("insert", table):
            # Forwards as they come, backwards when a deletion is taken back.
            if previous["last_id"] + 1 == first_id:
                previous["last_id"] = last_id
                return
            if last_id + 1 == previous["first_id"]:
                previous["first_id"] = first_id
                return
        self._note(table, "insert", first_id, last_id, None)

    def about_to_change(self, action: str, table: str, ids: Iterable[int]) -> None:
        """Keep the rows as they are, before they are changed or deleted.

        Args:
            action: ``update`` or ``delete``.
        """
        if not self._journalled:
            return
        ids = list(ids)
        if ids and self._author.is_one_of_several:
            self.rewritten.setdefault(table, set()).update(ids)
        database = self._connection.dialect.name
        columns = [column.name for column in METADATA.tables[table].columns]
        names = ", ".join(f'"{name}"' for name in columns)
        for chunk in chunks(ids):
            keys = ", ".join(str(int(key)) for key in chunk)
            rows = self._connection.exec_driver_sql(
                f'SELECT {names} FROM "{table}" WHERE id IN ({keys}) ORDER BY id'
            )
            for row in rows.fetchall():
                before = dict(zip(columns, values(row, database), strict=True))
                self._note(table, action, before["id"], before["id"], json.dumps(before))

    def write(self) -> None:
        """Store the entry, when anything changed, and forget entries too old to take back."""
        self.flush()
        if self._entry_id is None:
            return
        self._connection.execute(
            text("UPDATE journal_entry SET summary = :summary WHERE id = :id"),
            {"summary": self.summary or self._command, "id": self._entry_id},
        )
        standing.end_redo(self._connection, self._entry_id, self._origin, self._author)
        self._forget_too_old()

    def _forget_too_old(self) -> None:
        if self._author.is_one_of_several:
            gone = _ENTRY.id <= (self._entry_id or 0) - KEPT_OF_SEVERAL
            self._connection.execute(delete(JournalEntry).where(gone))
            return
        newest_first = select(_ENTRY.id).order_by(_ENTRY.id.desc())
        typed = newest_first.where(_ENTRY.origin == TYPED).offset(KEPT_ENTRIES).limit(1)
        any_at_all = newest_first.offset(KEPT_WITH_SYNCS).limit(1)
        for too_old in (typed, any_at_all):
            gone = _ENTRY.id <= too_old.scalar_subquery()
            self._connection.execute(delete(JournalEntry).where(gone))

    def forget_if_only(self, table: str) -> None:
        """Write nothing down where nothing but the rows of one table has changed so far."""
        if self._entry_id is None and {one["table_name"] for one in self._changes} == {table}:
            self._changes = []

    @property
    def entry_id(self) -> int | None:
        """The entry's number, once there is one."""
        return self._entry_id

    @property
    def wrote(self) -> bool:
        """Whether anything has changed so far."""
        return bool(self._entry_id is not None or self._changes)

    def _note(self, table: str, action: str, first_id: int, last_id: int, before: Any) -> None:
        if not self._journalled:
            return
        self._changes.append(
            {
                "table_name": table,
                "action": action,
                "first_id": first_id,
                "last_id": last_id,
                "before": before,
            }
        )
        if len(self._changes) >= CHUNK:
            # The last one may still grow into a range.
            last = self._changes.pop()
            self.flush()
            self._changes.append(last)

    def flush(self) -> None:
        """Write down what was noted so far."""
        if not self._changes:
            return
        if self._entry_id is None:
            self._entry_id = _append(
                self._connection,
                self._command,
                self._command,
                author=self._author,
                origin=self._origin,
                uid=self._uid,
            )
        for change in self._changes:
            change["entry_id"] = self._entry_id
        self._connection.execute(insert(JournalChange), self._changes)
        self._changes = []


def append(connection: Connection, command: str, summary: str, author: Author = NOBODY_SAID) -> int:
    """Make the entry of what replaces everything, and so can't be taken back.

    What was undone before can't be redone any more: it would meet rows that have changed since.

    Args:
        connection: A connection inside a transaction.

    Returns:
        The entry's number.
    """
    connection.execute(delete(JournalEntry).where(_ENTRY.undone_at.is_not(None)))
    return _append(connection, command, summary, author=author)


def _append(
    connection: Connection,
    command: str,
    summary: str,
    *,
    author: Author,
    origin: str = TYPED,
    uid: str | None = None,
) -> int:
    values = {
        "command": command,
        "summary": summary,
        "ran_at": now(),
        "by": author.name or _user(),
        "db_user": author.db_user,
        "origin": origin,
        "uid": uid,
    }
    result = connection.execute(insert(JournalEntry).values(**values))
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def uid_of(connection: Connection, entry_id: int) -> str | None:
    """Return the name of an entry, where it has one."""
    uid: str | None = connection.scalar(select(_ENTRY.uid).where(_ENTRY.id == entry_id))
    return uid


def turn_around(
    connection: Connection, entry_id: int, *, undone: bool, author: Author = NOBODY_SAID
) -> None:
    """Undo a command, or redo it: its changes are taken back, and their opposites take their place.

    Of what came about in the same way only the last can be undone, and of what was undone only the
    one undone last be redone; see `standing` for the others.

    Args:
        connection: A connection inside a transaction.
        undone: Whether the command is undone by this. One of very many rows can't be redone, nor
            can what was undone before it.
        author: Who does so, and whose own commands these are where several write.
    """
    references_at_the_end(connection)
    names = ("table_name", "action", "first_id", "last_id", "before")
    query = select(*(_CHANGE[name] for name in names)).where(_CHANGE.entry_id == entry_id)
    changes = connection.execute(query.order_by(_CHANGE.id.desc())).fetchall()
    rows = sum(last - first + 1 for _, _, first, last, _ in changes)
    if rows > KEPT_ROWS and author.is_one_of_several:
        standing.end_redo_after(connection, entry_id, author)
    connection.execute(delete(JournalChange).where(_CHANGE.entry_id == entry_id))
    opposite = Recorder(connection, "", journalled=rows <= KEPT_ROWS, entry_id=entry_id)
    written: dict[str, list[int]] = {}
    for table, action, first, last, before in changes:
        _take_back(connection, opposite, table, action, first, last, before)
        if action == "insert":
            folding.forget(connection, table, first, last)
        else:
            written.setdefault(table, []).append(first)
    for table, ids in written.items():
        folding.renew(connection, table, dict.fromkeys(ids))
    opposite.flush()
    moment = now() if undone else None
    connection.execute(update(JournalEntry).where(_ENTRY.id == entry_id).values(undone_at=moment))
    if rows > KEPT_ROWS:
        _forget_undone(connection, entry_id, author)
    _keep_few_rows(connection, author)
    check_references(connection)


def _take_back(
    connection: Connection,
    opposite: Recorder,
    table: str,
    action: str,
    first: int,
    last: int,
    before: str | None,
) -> None:
    name = tables.by_name(table).__tablename__
    if action == "insert":
        if table == "client":
            # Rests came to older stores with an upgrade, of which no entry knows; they go along.
            rest = tables.by_name("rest").__table__.c  # type: ignore[attr-defined]
            query = select(rest.id).where(rest.client_id.between(first, last))
            opposite.about_to_change("delete", "rest", connection.scalars(query).all())
        opposite.about_to_change("delete", table, range(first, last + 1))
        statement = text(f'DELETE FROM "{name}" WHERE id BETWEEN :first AND :last')
        connection.execute(statement, {"first": first, "last": last})
        return
    row: dict[str, Any] = json.loads(before or "")
    if action == "update":
        opposite.about_to_change("update", table, [first])
        # The key is among the columns, and stays.
        assignments = ", ".join(f'"{column}" = :{column}' for column in row)
        statement = text(f'UPDATE "{name}" SET {assignments} WHERE id = :id')
    else:
        opposite.inserted(table, first, first)
        columns = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join(f":{column}" for column in row)
        statement = text(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})')
    connection.execute(statement, row)


def _keep_few_rows(connection: Connection, author: Author) -> None:
    """Keep not too much of what was undone; what would be redone last goes first."""
    size = func.sum(_CHANGE.last_id - _CHANGE.first_id + 1)
    query = (
        select(_ENTRY.id, _ENTRY.by, size)
        .where(_CHANGE.entry_id == _ENTRY.id, _ENTRY.undone_at.is_not(None))
        .group_by(_ENTRY.id, _ENTRY.by)
        .order_by(_ENTRY.id)
    )
    kept = 0
    for entry_id, by, rows in connection.execute(query).fetchall():
        if author.is_one_of_several and not author.is_called(by):
            continue
        kept += rows
        if kept > KEPT_ROWS:
            if author.is_one_of_several:
                standing.end_redo_after(connection, entry_id, author)
            _forget_undone(connection, entry_id, author)
            return


def _forget_undone(connection: Connection, first: int, author: Author) -> None:
    """Forget what was undone, from an entry on: what would be redone after it may need it.

    Where several write, that alone: what may need it was forgotten before.
    """
    which = _ENTRY.id == first if author.is_one_of_several else _ENTRY.id >= first
    standing.forget(connection, which, _ENTRY.undone_at.is_not(None))


def _user() -> str | None:
    """Return the name by which the system knows who runs this, where it knows one."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None
    return name.encode("utf-8", "backslashreplace").decode() or None
