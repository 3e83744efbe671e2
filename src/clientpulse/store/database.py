"""The store as a whole: find it, create it, bring it up to date, write to it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse import store
from clientpulse.errors import StoreError
from clientpulse.store import backups, file
from clientpulse.store.author import NOBODY_SAID, Author
from clientpulse.store.file.connection import check_file, connect, needs_migration
from clientpulse.store.file.failures import damaged, reading
from clientpulse.store.file.location import create_private, folder_for
from clientpulse.store.reader import EmptyReader, SqliteReader
from clientpulse.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


PATIENCE = 0.2
"""How many seconds a prompt waits for another program's lock."""


class Store:
    """A store in one SQLite file.

    Nothing is opened or created before it is needed: a reading command on a machine where nothing
    was ever written leaves no file behind.

    Args:
        path: The file, there or not.
        me: What we call ourselves, if anything.
    """

    is_shared = False

    def __init__(self, path: Path, me: str | None = None) -> None:
        self.path = path
        self.me = me

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return str(self.path)

    @property
    def location(self) -> str:
        """What ``--db`` would be given."""
        return str(self.path)

    @property
    def risk(self) -> str:
        """What others on the way to it could do: a file isn't sent anywhere."""
        return ""

    @property
    def author(self) -> Author:
        """Who writes."""
        return Author(self.me) if self.me else NOBODY_SAID

    def exists(self) -> bool:
        """Tell whether there is a store.

        Raises:
            StoreError: There is a file, and it can't be a store.
        """
        return check_file(self.path)

    def open_reader(self) -> SqliteReader | EmptyReader:
        """Open the store for reading, upgrading it first where an older release wrote it.

        Raises:
            StoreError: The store can't be used.
        """
        if not self.exists():
            return EmptyReader()
        if reader := self._current():
            return reader
        self._migrate()
        return SqliteReader(self.path, author=self.author)

    def open_reader_at_once(self) -> SqliteReader | EmptyReader:
        """Open the store for somebody who doesn't wait, as at the TAB key.

        Another program's lock isn't waited for, and a store that an older release wrote isn't
        upgraded but taken for empty.

        Raises:
            StoreError: The store can't be used.
        """
        current = self._current(timeout=0) if self.exists() else None
        return current or EmptyReader()

    def open_reader_as_it_is(self, patience: float = PATIENCE) -> SqliteReader | EmptyReader:
        """Open the store for a shell's prompt, or an agent: nothing is upgraded.

        Args:
            patience: How many seconds to wait for another program's lock.

        Raises:
            StoreError: The store can't be used, or an older release wrote it.
        """
        if not self.exists():
            return EmptyReader()
        if reader := self._current(timeout=patience):
            return reader
        raise StoreError(
            f"the store was written by an older clientpulse: {self.path}",
            "'pulse due' brings it up to date, with a backup before",
        )

    def _current(self, timeout: float | None = None) -> SqliteReader | None:
        """Open a store that has this release's schema."""
        reader = SqliteReader(self.path, timeout, author=self.author)
        if reader.version == SCHEMA_VERSION:
            return reader
        reader.close()
        return None

    @contextmanager
    def unit_of_work(
        self,
        command: str,
        *,
        journalled: bool = True,
        origin: str = "typed",
        uid: str | None = None,
    ) -> Iterator[UnitOfWork]:
        """Write in one transaction: all of it is stored, or nothing.

        Args:
            command: What runs, for the journal: ``log``, ``client edit``.
            journalled: Whether it can be taken back; only a store's first filling can't.
            origin: How it came about, one of `views.journal.ORIGINS`.
            uid: The journal's name for it, for what must not be done twice.

        Yields:
            What the services write with. Leaving it without an exception commits.

        Raises:
            StoreError: The store can't be used; nothing was changed.
        """
        self.prepare()
        with store.writer.open_unit(
            file.engine.make_engine(self.path),
            self.path,
            command,
            author=self.author,
            journalled=journalled,
            origin=origin,
            uid=uid,
        ) as unit:
            yield unit

    def prepare(self) -> None:
        """Create the store, or bring it to this release's schema, where that is needed.

        Raises:
            StoreError: The store can't be used or created.
        """
        if not self.exists():
            self._create()
        elif needs_migration(self.path):
            self._migrate()

    def scrub(self) -> None:
        """Take what was deleted out of the file.

        Raises:
            StoreError: It can't be written now.
        """
        file.scrubbing.scrub(self.path)

    def blame_damage(self, error: Exception) -> None:
        """Look whether the file explains an error that makes no sense; if not, it is our own.

        Args:
            error: What was raised while values of the store were in use.

        Raises:
            StoreError: The file is damaged.
        """
        if not self.exists():
            return
        with closing(connect(self.path, read_only=True)) as connection, reading(self.path):
            found = file.checked_copy.faults(connection)
            found = found or file.unreadable.unreadable_values(connection)
        if found:
            raise damaged(self.path, found[0].splitlines()[-1]) from error

    @contextmanager
    def coming_to_be(self) -> Iterator[Store]:
        """Build the store beside its place, and move it there whole.

        Yields:
            The draft, an empty store; what is there at the end is moved, and replaces nothing.

        Raises:
            FileExistsError: Another program has created the store meanwhile.
            StoreError: It can't be created; then, as after any error, nothing of it is left.
        """
        try:
            draft = Store(file.checked_copy.draft_beside(self.path), self.me)
            with folder_for(self.path), file.checked_copy.discarded(draft.path):
                create_private(draft.path)
                store.migration.upgrade(draft.path)
                yield draft
                if draft.path.exists():
                    file.checked_copy.put_in_place(draft.path, self.path)
        except FileExistsError:
            raise
        except OSError as error:
            raise StoreError(
                f"the store can't be created ({error.strerror}): {self.path}",
                "check the folder's permissions and the space left, or name another file with --db",
            ) from None

    def _create(self) -> None:
        """Create the store; of two first commands at once, the later one uses the other's."""
        with contextlib.suppress(FileExistsError), self.coming_to_be():
            pass

    def _migrate(self) -> None:
        backups.backup.back_up_before("upgrade", self.path)
        store.migration.upgrade(self.path)
