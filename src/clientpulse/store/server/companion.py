"""What a practice doesn't share: what one machine has read of mail, calendars and address books.

It is kept in a file on that machine, made when something of it is written first: a store like any
other, in which only the private tables have rows, and the journal of what was written to them.
What they refer to is on the server, so nothing holds them to it; see `services.syncing.links`.

A query asks private tables or shared ones, never both at once, so its words tell whom to ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache

from clientpulse import store
from clientpulse.store.database import Store
from clientpulse.store.file.connection import connect
from clientpulse.store.file.failures import reading
from clientpulse.store.reader import EmptyReader, SqliteReader

TABLES = frozenset({"exchange", "diary_entry", "address_card", "source_state"})
"""Those of the records that are private."""

PENDING = "CREATE TABLE pending (uid TEXT NOT NULL, undone INTEGER NOT NULL) STRICT"
"""What was written here before the server had its part of it, and may not have it."""

_TABLE = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")


@lru_cache(maxsize=256)
def is_private(sql: str) -> bool:
    """Tell whether a query asks what is kept on this machine."""
    return not TABLES.isdisjoint(_TABLE.findall(sql))


class Companion(Store):
    """The file on this machine that goes with a store on a server."""

    def open_settled(self, settle: Callable[[], None]) -> SqliteReader | EmptyReader:
        """Open it for reading.

        Args:
            settle: Finds out what became of something on the server that was written here before.

        Raises:
            StoreError: It can't be used.
        """
        reader = self.open_reader()
        if not reader.rows("SELECT 1 FROM pending LIMIT 1"):
            return reader
        reader.close()
        settle()
        return self.open_reader()

    @contextmanager
    def coming_to_be(self) -> Iterator[Store]:
        """Build it beside its place, and move it there whole; see ``Store.coming_to_be``."""
        with super().coming_to_be() as draft:
            with reading(draft.path), closing(connect(draft.path)) as connection:
                connection.execute(PENDING)
            yield draft

    def _migrate(self) -> None:
        store.backups.backup.back_up_before("upgrade", self.path)
        store.migration.upgrade(self.path, references=False)
