"""Keeping on this machine what isn't shared, when the rest goes to a server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from clientpulse.store.copying.content import Content, parts
from clientpulse.store.copying.into_file import copy_part
from clientpulse.store.file.connection import connect
from clientpulse.store.file.failures import translate
from clientpulse.store.server.companion import Companion


@contextmanager
def kept(path: Path, content: Content, at: Callable[[int], None]) -> Iterator[int]:
    """Keep it, if the server takes the rest within the block.

    Args:
        path: Where this machine's file of the store is to be; the store is a new one, so what is
            there is of another that had its name.
        at: Told how many rows there are so far.

    Yields:
        How many rows there are then.

    Raises:
        StoreError: The file can't be written.
    """
    if not any(content.counts[one.table] for one in parts() if one.is_private):
        yield 0
        return
    with Companion(path).coming_to_be() as draft:
        yield _fill(draft.path, content, at)
        path.unlink(missing_ok=True)


def _fill(path: Path, content: Content, at: Callable[[int], None]) -> int:
    done = 0
    with closing(connect(path)) as connection:
        try:
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("BEGIN IMMEDIATE")
            for part in parts():
                if part.is_private:
                    done = copy_part(connection, content, part, done, at)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise translate(error, path) from error
    return done
