"""What must not come back: hashes of what was deleted, or of whom somebody said no to."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from clientpulse.records import Forgotten, ImportSalt
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

BYTES = 16


class Marks:
    """The marks of a store.

    What is marked is a kind of `records.sources.FORGETTABLE` and a text that tells which one:
    of a ``message`` its ID, a space and the other's address; of an ``event`` its UID, a space,
    its recurrence, a space and the client's uid; of a ``person`` the source, a space and the
    card's UID; of an ``address`` itself; of a ``pair`` the two uids, sorted, with a space between.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def has(self, kind: str, text: str) -> bool:
        """Tell whether something is marked."""
        return self._hash(text) in self._marked.get(kind, ())

    def any(self, kind: str) -> bool:
        """Tell whether anything of a kind is marked."""
        return bool(self._marked.get(kind))

    def add(self, unit: UnitOfWork, kind: str, texts: Iterable[str]) -> None:
        """Mark what isn't marked yet."""
        for text in dict.fromkeys(texts):
            if self.has(kind, text):
                continue
            if queries.imports.salt(unit.reader) is None:
                unit.insert(ImportSalt(salt=self._salt))
            mark = self._hash(text)
            unit.insert(Forgotten(kind=kind, mark=mark))
            self._marked.setdefault(kind, set()).add(mark)

    @cached_property
    def _marked(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for one in queries.sources.forgotten(self._reader):
            found.setdefault(one.kind, set()).add(one.mark)
        return found

    @cached_property
    def _salt(self) -> str:
        return queries.imports.salt(self._reader) or secrets.token_hex(BYTES)

    def _hash(self, text: str) -> str:
        key = self._salt.encode()[: blake2b.MAX_KEY_SIZE]
        return blake2b(text.encode(), key=key, digest_size=BYTES).hexdigest()
