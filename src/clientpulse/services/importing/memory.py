"""Whom the rows of a source made or were last found to mean, so that nobody comes back.

A renamed or merged client is found again, a deleted one is known to be gone. What rows say is
remembered as a keyed hash, by source: the name of somebody deleted can't be read out of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from clientpulse.services.importing.stored_marks import Key, Marks, Target
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

BYTES = 16


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a row.

    Attributes:
        ids: The clients or people that it may mean; none where it was never seen.
        gone: Whether it was seen, and whom it made was deleted here.
        partly_gone: Whether it may mean somebody deleted, too.
    """

    ids: tuple[int, ...] = ()
    gone: bool = False
    partly_gone: bool = False


class Memory:
    """What is remembered of one source.

    Args:
        source: The name of the file's format.
    """

    def __init__(self, reader: Reader, source: str) -> None:
        self._reader = reader
        self._source = source

    def of_client(self, texts: Iterable[str]) -> Known:
        """Return whom a row's client was.

        Args:
            texts: What tells who it is, most certain first: ``id:900``, ``name:field & co``. The
                first one that is remembered counts; those after it only choose among several.
        """
        return self._known("client", texts)

    def of_contact(self, texts: Iterable[str]) -> Known:
        """Return whom a row's person was; see ``of_client``."""
        return self._known("contact", texts)

    def remember_client(self, texts: Iterable[str], client_id: int) -> None:
        """Remember that these texts mean a client, also where one deleted was meant before."""
        for text in texts:
            self._marks.lead(self._key("client", text), client_id)

    def remember_contact(self, texts: Iterable[str], contact_id: int) -> None:
        """Remember that these texts mean a person, also where one removed was meant before."""
        for text in texts:
            self._marks.lead(self._key("contact", text), contact_id)

    def write(self, unit: UnitOfWork) -> None:
        """Store what was remembered since."""
        self._marks.write(unit, self._salt)

    @cached_property
    def _marks(self) -> Marks:
        return Marks(self._reader, self._source)

    @cached_property
    def _salt(self) -> str:
        return queries.imports.salt(self._reader) or secrets.token_hex(BYTES)

    def _key(self, kind: str, text: str) -> Key:
        # Another program may have written a salt of any length.
        key = self._salt.encode()[: blake2b.MAX_KEY_SIZE]
        return self._source, kind, blake2b(text.encode(), key=key, digest_size=BYTES).hexdigest()

    def _known(self, kind: str, texts: Iterable[str]) -> Known:
        meant: set[Target] = set()
        for text in texts:
            more = self._marks.targets(self._key(kind, text))
            meant = meant & more or meant or set(more)
        ids = tuple(sorted(one for one in meant if one is not None))
        return Known(ids, gone=bool(meant) and not ids, partly_gone=bool(ids) and None in meant)
