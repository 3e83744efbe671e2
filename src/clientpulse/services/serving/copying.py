"""Copying a whole store into an empty one: from a file to a server, and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from clientpulse import store
from clientpulse.errors import ConflictError, NotFoundError
from clientpulse.store.copying.content import Content
from clientpulse.store.copying.emptiness import in_words
from clientpulse.store.database import Store
from clientpulse.store.file.connection import check_file

if TYPE_CHECKING:
    from clientpulse.services.stores import AnyStore

EVERY = 1_000
"""Progress is told after so many rows."""


def copy(source: AnyStore, target: AnyStore, progress: Callable[[int, int], None]) -> Content:
    """Copy everything that belongs to a store, keys and journal included.

    A file is made by it; on a server there has to be an empty store.

    Args:
        progress: Told how many rows there are so far, and in all.

    Returns:
        What was copied.

    Raises:
        NotFoundError: There is nothing to copy.
        ConflictError: There is something already where it is to go.
        StoreError: One of them can't be used, or refuses a row; nothing was stored.
    """
    if not source.exists():
        raise NotFoundError(f"there is no store: {source.place}", "name the one to copy first")
    if isinstance(target, Store):
        _check_free(target)
    else:
        store.server.database.check_driver()
    with closing(source.open_reader()) as reader:
        content = Content(reader, on_server=source.is_shared, place=source.place)

        def at(done: int) -> None:
            if not done % EVERY:
                progress(done, content.total)

        if isinstance(target, Store):
            _into_file(target, content, at)
        else:
            store.copying.into_server.fill(target.address, target.path, content, at)
    return content


def _into_file(target: Store, content: Content, at: Callable[[int], None]) -> None:
    try:
        with target.coming_to_be() as draft:
            store.copying.into_file.fill(draft.path, content, at)
    except FileExistsError:
        raise _taken(target) from None


def _check_free(target: Store) -> None:
    """See that no file is where a copy is to be made.

    Raises:
        ConflictError: There is one.
        StoreError: There is something else.
    """
    if check_file(target.path):
        raise _taken(target)


def _taken(target: Store) -> ConflictError:
    with closing(target.open_reader_at_once()) as reader:
        there = in_words(reader)
    return ConflictError(
        f"there is a store already{f', with {there}' if there else ''}: {target.place}",
        "name a file that isn't there yet; the copy makes it",
    )
