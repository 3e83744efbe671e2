"""Noticing that somebody wrote, for a program that stays open."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from clientpulse.errors import StoreError
from clientpulse.quoting import named
from clientpulse.store import queries
from clientpulse.store.database import Store

if TYPE_CHECKING:
    from clientpulse.services.stores import AnyStore, ServerStore
    from clientpulse.store.server.reader import ServerReader


class Watch:
    """Looks at one store again and again; of a server's it keeps one connection for that.

    Several threads may look at once.
    """

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._was_there = False
        self._reader: ServerReader | None = None

    def mark(self, store: AnyStore) -> object:
        """Return what is another thing once anybody wrote, undid or redid something.

        Raises:
            StoreError: The store can't be looked at.
        """
        if not isinstance(store, Store):
            return self._of_a_server(store)
        self.check(store)
        with contextlib.suppress(FileNotFoundError):
            found = store.path.stat()
            self._was_there = True
            # Each commit changes the file.
            return found.st_mtime_ns, found.st_size, found.st_ino
        return None

    def check(self, store: AnyStore) -> None:
        """Refuse to take a store that went away for one that nobody has begun yet.

        Raises:
            StoreError: Its file was there, and isn't any more.
        """
        if self._was_there and not store.exists():
            raise StoreError(
                f"the store isn't there any more: {named(str(store.path))}",
                "connect its disk, or put it back; nothing was changed",
            )

    def _of_a_server(self, store: ServerStore) -> object:
        with self._one_at_a_time:
            try:
                if self._reader is None:
                    self._reader = store.open_reader_as_it_is()
                else:
                    self._reader.begin_again()
                return queries.journal.mark(self._reader)
            except BaseException:
                self._let_go()
                raise

    def close(self) -> None:
        """Let the connection to a server go."""
        with self._one_at_a_time:
            self._let_go()

    def _let_go(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None
