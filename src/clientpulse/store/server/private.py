"""Writing to what isn't shared, together with what is.

Two databases can't commit at once. So what was written here is committed first, with a note that
the server's part isn't certain yet; the note goes once the server has committed. Where one is left,
because the program was killed or the server lost on the way, the next command asks the server's
journal for the entry of that name, and takes back here what isn't there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy
from sqlalchemy import Connection, Engine, event, text

from clientpulse.store import file
from clientpulse.store.author import Author
from clientpulse.store.dialect import overwrite_deleted
from clientpulse.store.file.engine import make_engine
from clientpulse.store.journal import Recorder, turn_around
from clientpulse.store.reader import ConnectionReader, Reader, Row
from clientpulse.store.server import rounds
from clientpulse.store.server.companion import Companion, is_private

T = TypeVar("T")


class Private:
    """This machine's part of a unit of work; nothing is opened before it is needed.

    Args:
        path: The file, there or not.
        server: The unit's connection there, which is the only one that writes.
        uid: The name of the unit's entry in both journals.
    """

    def __init__(
        self,
        path: Path,
        server: Connection,
        command: str,
        *,
        author: Author,
        journalled: bool,
        origin: str,
        uid: str,
    ) -> None:
        self._companion = Companion(path)
        self._server = server
        self._command, self._author, self._origin = command, author, origin
        self._journalled, self._uid = journalled, uid
        self._connection: Connection | None = None
        self._recorder: Recorder | None = None
        self._pending: list[tuple[str, bool]] = []
        self._made = self._committed = self._leaves_nothing = False
        self._closing = ExitStack()

    @property
    def connection(self) -> Connection:
        """The connection, inside a transaction; the file is made where there is none."""
        if self._connection is None:
            self._made = not self._companion.exists()
            self._companion.prepare()
            engine = loose_engine(self._companion.path)
            self._connection = self._closing.enter_context(engine.connect())
            self._connection.begin()
            settle(self._connection, self._server)
        return self._connection

    @property
    def recorder(self) -> Recorder:
        """What was written; of it nothing is in the server's journal."""
        if self._recorder is None:
            self._recorder = Recorder(
                self.connection,
                self._command,
                author=self._author,
                journalled=self._journalled,
                origin=self._origin,
                uid=self._uid,
            )
        return self._recorder

    @property
    def wrote(self) -> bool:
        """Whether anything has changed here so far."""
        return self._recorder is not None and self._recorder.wrote

    def reader(self) -> Reader | None:
        """Return what reads it, where there is anything to read."""
        if self._connection is None and not self._companion.exists():
            return None
        return ConnectionReader(self.connection, self._author)

    def routed(self, shared: ConnectionReader) -> Reader:
        """Return what reads both."""
        return RoutedReader(shared, self)

    def turn(self, uid: str | None, *, undone: bool) -> None:
        """Take back, or do again, what an entry of the server's journal changed here."""
        if uid is None or not self._companion.exists():
            return
        turn(self.connection, uid, undone=undone)
        self._pending.append((uid, undone))

    def forget_journal(self) -> None:
        """Forget all that was written, as the server's journal does."""
        if self._companion.exists():
            overwrite_deleted(self.connection)
            self.connection.exec_driver_sql("DELETE FROM journal_change")
            self.connection.exec_driver_sql("DELETE FROM journal_entry")

    def forget_entries(self, uids: Iterable[str]) -> None:
        """Forget the rows of entries of these names, as they were.

        Of a sync it stays that there was one, by which is known when a source was last read.
        """
        self.leave_nothing()
        those = "(SELECT id FROM journal_entry WHERE uid = :uid)"
        synced = "entry_id IN (SELECT id FROM journal_entry WHERE origin = 'sync')"
        for uid in uids:
            for sql in (
                f"DELETE FROM journal_change WHERE entry_id IN {those} AND NOT"
                f" ({synced} AND (before IS NULL OR table_name = 'source_state'))",
                "DELETE FROM journal_entry WHERE uid = :uid AND origin <> 'sync'",
            ):
                self.connection.execute(text(sql), {"uid": uid})

    def leave_nothing(self) -> None:
        """Let nothing of what is deleted stand on in the file."""
        overwrite_deleted(self.connection)
        self._leaves_nothing = True

    def before_commit(self, summary: str, *, with_server: bool) -> None:
        """Commit, if the server's journal can tell afterwards whether the server did.

        Args:
            with_server: The unit has an entry there, too.
        """
        if self._connection is None:
            return
        if self._recorder is not None:
            self._recorder.summary = summary
            self._recorder.write()
            # References aren't looked after in this file.
            self._connection.exec_driver_sql(
                "DELETE FROM journal_change WHERE entry_id NOT IN (SELECT id FROM journal_entry)"
            )
        if with_server and self.wrote:
            self._pending.append((self._uid, False))
        for uid, undone in self._pending:
            sql = "INSERT INTO pending (uid, undone) VALUES (:uid, :undone)"
            self._connection.execute(text(sql), {"uid": uid, "undone": int(undone)})
        if self._pending:
            self._commit()

    def after_commit(self) -> None:
        """Note that the server has its part."""
        if self._connection is None:
            return
        if not self._pending:
            self._commit()
            return
        # Both have committed by now, and the next command finds that out by itself.
        with suppress(sqlalchemy.exc.DBAPIError):
            self._connection.begin()
            for uid, _ in self._pending:
                sql = "DELETE FROM pending WHERE uid = :uid"
                self._connection.execute(text(sql), {"uid": uid})
            self._commit()

    def scrub(self) -> None:
        """Take out of the file what was deleted before, where nothing is to be left of it.

        Raises:
            StoreError: It can't be written now.
        """
        self._closing.close()
        if self._leaves_nothing and self._committed:
            file.scrubbing.scrub(self._companion.path)

    def _commit(self) -> None:
        assert self._connection is not None
        self._connection.commit()
        self._committed = True

    def close(self) -> None:
        """Leave what was committed, and no file that was made for nothing."""
        self._closing.close()
        if self._made and not self._committed:
            self._companion.path.unlink(missing_ok=True)


class RoutedReader:
    """Runs the queries inside a unit of work, each where its tables are."""

    def __init__(self, shared: ConnectionReader, private: Private) -> None:
        self._shared, self._private = shared, private
        self.author = shared.author

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Run the query and return all its rows."""
        return list(self.stream(sql, parameters))

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Run the query and give its rows one by one."""
        reader = self._private.reader() if is_private(sql) else self._shared
        return iter(()) if reader is None else reader.stream(sql, parameters)

    def answer(self, ask: Callable[[Any], T]) -> T:
        """Return what a function returns that only reads."""
        return rounds.answer(self, ask)

    def execute(self, statement: str, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """Run a statement on the server, in its own words."""
        return self._shared.execute(statement, parameters)


@contextmanager
def errors_here(path: Path) -> Iterator[None]:
    """Say of an error of the file on this machine that it is one, and not the server's.

    Raises:
        StoreError: The file can't be used; nothing was changed.
    """
    try:
        yield
    except sqlalchemy.exc.DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise file.failures.translate(error.orig, path) from error
        raise


def loose_engine(path: Path) -> Engine:
    """Make an engine for a file whose rows refer to what is on a server."""
    engine = make_engine(path)

    @event.listens_for(engine, "connect")
    def loosen(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA foreign_keys=OFF")

    return engine


def settle(here: Connection, server: Connection) -> None:
    """Find out what became of what was written here before the server had its part of it.

    Args:
        server: Its connection holds the lock of those who write, so that nobody is about to.
    """
    pending = here.exec_driver_sql("SELECT uid, undone FROM pending").fetchall()
    if not pending:
        return
    for uid, undone in pending:
        sql = "SELECT undone_at FROM journal_entry WHERE uid = :uid"
        entry = server.execute(text(sql), {"uid": uid}).fetchone()
        is_undone = entry is None or entry[0] is not None
        if is_undone != bool(undone):
            turn(here, uid, undone=is_undone)
    here.exec_driver_sql("DELETE FROM pending")


def turn(here: Connection, uid: str, *, undone: bool) -> None:
    """Take back, or do again, what an entry changed here.

    Where something has taken its place since, all is read once more by the next sync instead: what
    is known already isn't written a second time.
    """
    sql = "SELECT id FROM journal_entry WHERE uid = :uid AND (undone_at IS NULL) = :standing"
    entry = here.execute(text(sql), {"uid": uid, "standing": undone}).scalar()
    if entry is None:
        return
    try:
        with here.begin_nested():
            turn_around(here, entry, undone=undone)
    except sqlalchemy.exc.IntegrityError:
        here.exec_driver_sql("DELETE FROM source_state")
