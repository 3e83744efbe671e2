"""A store on a PostgreSQL server, as the commands know a store."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse.errors import StoreError
from clientpulse.quoting import shell_word
from clientpulse.store import file, server
from clientpulse.store.server.address import ServerAddress

if TYPE_CHECKING:
    from clientpulse.store.database import Store
    from clientpulse.store.server.reader import ServerReader
    from clientpulse.store.writer import UnitOfWork

DRIVER = "psycopg"
PATIENCE = 2.0
"""How many seconds a prompt, or the TAB key, waits for a server."""


class ServerStore:
    """A store on a PostgreSQL server, which somebody has made there.

    Args:
        address: Which database, and as whom.
        path: Where this computer's own files of it are, by the same names as beside a file.
        me: What we call ourselves, if anything.
        shares_subjects: Whether the others see what our mail and our appointments are called.
    """

    is_shared = True

    def __init__(
        self,
        address: ServerAddress,
        path: Path,
        me: str | None = None,
        *,
        shares_subjects: bool = False,
    ) -> None:
        self.address = address
        self.path = path
        self.me = me
        self.shares_subjects = shares_subjects

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return self.address.shown

    @property
    def location(self) -> str:
        """What ``--db`` would be given."""
        return self.address.url

    @property
    def risk(self) -> str:
        """What others on the way to it could do; empty where they can't do anything."""
        return self.address.risk

    def exists(self) -> bool:
        """Tell whether there is a store: it shows when it is used."""
        return True

    def open_reader(self) -> ServerReader:
        """Open the store for reading, in one snapshot.

        Raises:
            StoreError: The store can't be used.
        """
        check_driver()
        return server.reader.ServerReader(self.address, self.me, self.path)

    def open_reader_at_once(self) -> ServerReader:
        """Open the store for somebody who doesn't wait, as at the TAB key.

        Raises:
            StoreError: The store can't be used.
        """
        check_driver()
        return server.reader.ServerReader(self.address, self.me, self.path, PATIENCE)

    def open_reader_as_it_is(self, patience: float = PATIENCE) -> ServerReader:
        """Open the store for a shell's prompt, or an agent.

        Args:
            patience: How many seconds to wait for the server.

        Raises:
            StoreError: The store can't be used.
        """
        check_driver()
        return server.reader.ServerReader(self.address, self.me, self.path, patience)

    @contextmanager
    def unit_of_work(
        self,
        command: str,
        *,
        journalled: bool = True,
        origin: str = "typed",
        uid: str | None = None,
    ) -> Iterator[UnitOfWork]:
        """Write in one transaction: all of it is stored, or nothing; see ``Store.unit_of_work``.

        Raises:
            StoreError: The store can't be used; nothing was changed.
        """
        check_driver()
        with server.writer.open_unit(
            self.address,
            self.path,
            command,
            me=self.me,
            shares_subjects=self.shares_subjects,
            journalled=journalled,
            origin=origin,
            uid=uid,
        ) as unit:
            yield unit

    def prepare(self) -> None:
        """Do nothing: a command of its own makes and upgrades the store on a server."""

    def scrub(self) -> None:
        """Take what was deleted out of this machine's file; on a server that is its business."""
        if server.companion.Companion(self.path).exists():
            file.scrubbing.scrub(self.path)

    def blame_damage(self, error: Exception) -> None:
        """Do nothing: whether its files are whole is the server's business."""

    @contextmanager
    def coming_to_be(self) -> Iterator[Store]:
        """Refuse: nobody makes a store on a server by writing to it.

        Raises:
            StoreError: Always.
        """
        raise StoreError(
            f"there is no clientpulse store in the {self.address.shown}",
            f"make one: pulse store init {shell_word(self.address.url, 'URL')}",
        )
        yield


def check_driver() -> None:
    """See that the driver is installed, without which no server can be reached.

    Raises:
        StoreError: It isn't, or not whole.
    """
    try:
        importlib.import_module(DRIVER)
    except ImportError:  # also where it finds neither its fast part nor libpq
        raise StoreError(
            "a store on a PostgreSQL server needs psycopg, which isn't installed",
            "install it: pip install 'clientpulse[postgres]'",
        ) from None
