"""The unit of work: the only thing that writes to the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy
from sqlalchemy import Connection, Engine, delete, insert, or_, select, update
from sqlmodel import SQLModel

from clientpulse.errors import ConflictError
from clientpulse.records import Client, Named, Record
from clientpulse.records.record import shape_of
from clientpulse.store import folding, journal, lately, standing, tables
from clientpulse.store.author import NOBODY_SAID, Author
from clientpulse.store.dialect import keys_were_taken, make_room, next_key, overwrite_deleted
from clientpulse.store.file.failures import translate
from clientpulse.store.journal import Recorder, turn_around
from clientpulse.store.new_owners import NewOwners
from clientpulse.store.queries.values import chunks
from clientpulse.store.reader import ConnectionReader, Reader
from clientpulse.store.tables.constraints import new_uid, now
from clientpulse.views.journal import TYPED

if TYPE_CHECKING:
    from clientpulse.store.server.private import Private

R = TypeVar("R", bound=Record)

BULK_CACHE_KIB = 64 * 1024

_ITSELF = 0
"""No client's number: the client itself was written."""


@dataclass(frozen=True, slots=True)
class Side:
    """A database that a unit writes to, and what it has changed there."""

    connection: Connection
    recorder: Recorder


class UnitOfWork:
    """One transaction that a command writes in, and its entry in the journal.

    Args:
        connection: A connection inside a transaction that holds the write lock.
        path: The store's file, or where this computer's files of a store on a server are.
        author: Who writes.
        journalled: Whether it gets an entry there, and so can be taken back.
        origin: How the command came about.
        uid: The entry's name, for what must not be done twice.
        private: What is written to this machine alone, where others share the rest.

    Attributes:
        reader: Runs the read path's queries; it sees what this unit wrote.
        before: In the end, what a colleague did lately with what this unit changed.
        new_owners: The owners it named whom nobody had named before.
    """

    def __init__(
        self,
        connection: Connection,
        path: Path,
        command: str,
        *,
        author: Author,
        journalled: bool = True,
        origin: str = TYPED,
        uid: str | None = None,
        private: Private | None = None,
    ) -> None:
        self._connection = connection
        self.path = path
        self.author = author
        self._recorder = Recorder(
            connection, command, author=author, journalled=journalled, origin=origin, uid=uid
        )
        self._shared, self._private = Side(connection, self._recorder), private
        asked = ConnectionReader(connection, author)
        self.reader: Reader = asked if private is None else private.routed(asked)
        self._about: set[int] = set()
        self.before: lately.Before | None = None
        self.new_owners = NewOwners(self.reader)

    def describe(self, summary: str) -> None:
        """Say in words what this unit does; ``pulse undo`` repeats it."""
        self._recorder.summary = summary

    @property
    def summary(self) -> str:
        """What this unit does, as far as it was described."""
        return self._recorder.summary

    def write_about(self, client_id: int) -> None:
        """Say whose things this unit writes, where its records don't tell."""
        self._about.add(client_id)

    @property
    def about(self) -> int | None:
        """The one client whose things were written; None of several, and of the client itself."""
        one, *others = self._about or {_ITSELF}
        return None if others or one == _ITSELF else one

    def insert(self, record: R) -> R:
        """Store a new record.

        Returns:
            It with its number, its uid and the moment; what is joined when it is read isn't there.
        """
        self._note(record)
        values = {name: getattr(record, name) for name in shape_of(type(record)).columns}
        del values["id"]
        self.new_owners.note(type(record), [values.get("owner")])
        if isinstance(record, Named):
            who = record.by or self.author.name
            values |= {"uid": record.uid or new_uid(), "created_at": now(), "by": who}
        model = tables.by_name(record.TABLE)
        side = self._side(type(record))
        result = side.connection.execute(insert(model).values(**values))
        (key,) = result.inserted_primary_key or (0,)
        side.recorder.inserted(record.TABLE, key, key)
        folding.add(self._connection, type(record), [values | {"id": key}])
        if isinstance(record, Named):
            values["created_at"] = values["created_at"].isoformat(timespec="seconds")
        return replace(record, id=key, **values)

    def insert_many(self, record: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
        """Store many new rows that carry their keys, rising by one from the first.

        Args:
            rows: Column values, ``id`` among them; see ``next_id``.
        """
        if not rows:
            return
        if issubclass(record, Named):
            rows = [{"by": self.author.name, **one} for one in rows]
        self.new_owners.note(record, (one.get("owner") for one in rows))
        side = self._side(record)
        side.connection.execute(insert(tables.by_name(record.TABLE)), rows)
        keys_were_taken(side.connection, record.TABLE, rows[-1]["id"])
        side.recorder.inserted(record.TABLE, rows[0]["id"], rows[-1]["id"])
        folding.add(self._connection, record, rows)

    def expect_many(self) -> None:
        """Give the database room in memory for a bulk import.

        Without it pages of the indexes are written and read again and again: of a million rows
        a seventh of the time. The room is given back with the connection.
        """
        make_room(self._connection, BULK_CACHE_KIB)

    def next_id(self, record: type[Record]) -> int:
        """Return the key after the greatest that the table ever gave out."""
        return next_key(self._side(record).connection, record.TABLE)

    def update(self, record: R, **values: Any) -> R:
        """Give a stored record new values by attribute, and return it with them."""
        self._note(record)
        self.update_all(type(record), [record.id], **values)
        return replace(record, **values)

    def update_all(self, record: type[Record], ids: Iterable[int], **values: Any) -> None:
        """Give rows new values.

        Rows that have these values already are left alone, so that a command that changes nothing
        leaves nothing to take back.
        """
        self.new_owners.note(record, [values.get("owner")])
        model, side = tables.by_name(record.TABLE), self._side(record)
        keys = _differing(side.connection, model, list(ids), values) if values else []
        side.recorder.about_to_change("update", record.TABLE, keys)
        for chunk in chunks(keys):
            statement = update(model).where(model.id.in_(chunk)).values(**values)  # type: ignore[attr-defined]
            side.connection.execute(statement)
        folding.renew(self._connection, record.TABLE, keys, values)

    def delete(self, record: Record) -> None:
        """Delete a stored record. Whatever refers to it has to be deleted or changed before."""
        self._note(record)
        self.delete_all(type(record), [record.id])

    def delete_all(
        self, record: type[Record], ids: Sequence[int], *, for_good: bool = False
    ) -> None:
        """Delete rows. Whatever refers to them has to be deleted or changed before.

        Args:
            for_good: Nothing of them is left on this machine, in the journal neither.
        """
        if not ids:
            return
        model, side = tables.by_name(record.TABLE), self._side(record)
        if not for_good:
            side.recorder.about_to_change("delete", record.TABLE, ids)
        elif self._private is not None:
            self._private.leave_nothing()
        for chunk in chunks(ids):
            side.connection.execute(delete(model).where(model.id.in_(chunk)))  # type: ignore[attr-defined]
        folding.renew(self._connection, record.TABLE, ids)

    def forget_journal(self) -> None:
        """Forget all that was written, so that nothing of it can be undone, or read."""
        overwrite_deleted(self._connection)
        self._connection.exec_driver_sql("DELETE FROM journal_change")
        self._connection.exec_driver_sql("DELETE FROM journal_entry")
        if self._private is not None:
            self._private.forget_journal()

    def forget_entries(self, uids: Sequence[str]) -> None:
        """Forget on this machine what entries changed that nobody can take back any more."""
        if self._private is not None and uids:
            self._private.forget_entries(uids)

    def in_the_way(self, entry_id: int) -> int | None:
        """Return which command has to be undone, or redone, before one can be; see `standing`."""
        return standing.in_the_way(self._connection, entry_id)

    def undo(self, entry_id: int) -> None:
        """Take back the last command of its origin, by its number in the journal.

        Raises:
            ConflictError: Something that was written since takes its rows' place.
        """
        self._turn_around(entry_id, undone=True)

    def redo(self, entry_id: int) -> None:
        """Do the command of its origin again that was undone last, by its number in the journal.

        Raises:
            ConflictError: Something that was written since takes its rows' place.
        """
        self._turn_around(entry_id, undone=False)

    def _turn_around(self, entry_id: int, *, undone: bool) -> None:
        try:
            turn_around(self._connection, entry_id, undone=undone, author=self.author)
            if self._private is not None:
                self._private.turn(journal.uid_of(self._connection, entry_id), undone=undone)
        except sqlalchemy.exc.IntegrityError as error:
            done = "undone" if undone else "redone"
            raise ConflictError(
                f"something else has taken its place, so it can't be {done}",
                "see what was written since: pulse undo --list",
            ) from error

    def keep_out_of_journal_if_only(self, record: type[Record]) -> None:
        """Make no entry where only such records were written: nobody would see what is undone."""
        if self._private is None or not record.PRIVATE:
            self._recorder.forget_if_only(record.TABLE)
        elif self._private.wrote and not self._recorder.wrote:
            self._private.recorder.forget_if_only(record.TABLE)

    @property
    def wrote(self) -> bool:
        """Whether anything has changed so far."""
        return self._recorder.wrote or (self._private is not None and self._private.wrote)

    @property
    def entry_id(self) -> int | None:
        """The number of its entry in the journal, once it is finished; None of what has none."""
        return self._recorder.entry_id

    def _side(self, record: type[Record]) -> Side:
        """Return where such records are written."""
        if self._private is None or not record.PRIVATE:
            return self._shared
        return Side(self._private.connection, self._private.recorder)

    def _note(self, record: Record) -> None:
        """Note whose the record is."""
        whose = _ITSELF if isinstance(record, Client) else getattr(record, "client_id", None)
        if whose is not None:
            self._about.add(whose)

    def finish(self) -> None:
        """Write the journal; the commit follows."""
        self.before = lately.by_others(self.reader, self._recorder.rewritten)
        self._recorder.write()
        if self._private is not None:
            self._private.before_commit(self.summary, with_server=self._recorder.wrote)


def _differing(
    connection: Connection, model: type[SQLModel], keys: Sequence[int], values: Mapping[str, Any]
) -> list[int]:
    """Return the keys of the rows in which one of the values would change."""
    changes = or_(
        *(getattr(model, column).is_distinct_from(value) for column, value in values.items())
    )
    found: list[int] = []
    for chunk in chunks(keys):
        key = model.id  # type: ignore[attr-defined]
        found += connection.scalars(select(key).where(key.in_(chunk), changes))
    return found


@contextmanager
def open_unit(
    engine: Engine,
    path: Path,
    command: str,
    *,
    author: Author = NOBODY_SAID,
    journalled: bool = True,
    origin: str = TYPED,
    uid: str | None = None,
) -> Iterator[UnitOfWork]:
    """Open a unit of work on a store's file; see ``Store.unit_of_work``."""
    try:
        with engine.begin() as connection:
            unit = UnitOfWork(
                connection,
                path,
                command,
                author=author,
                journalled=journalled,
                origin=origin,
                uid=uid,
            )
            yield unit
            unit.finish()
    except sqlalchemy.exc.DBAPIError as error:
        raise translate(error.orig or error, path) from error
