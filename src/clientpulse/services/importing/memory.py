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
from typing import TYPE_CHECKING, Any, TypeAlias

from clientpulse.records import ImportMark, ImportSalt
from clientpulse.services.importing.rows import add_rows
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

BYTES = 16

Target: TypeAlias = int | None
"""The number of a client or a person; None of somebody deleted."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a row.

    Attributes:
        ids: The clients or people that it may mean; none where it was never seen.
        gone: Whether it was seen, and whom it made was deleted here.
    """

    ids: tuple[int, ...] = ()
    gone: bool = False


class Memory:
    """What is remembered of one source.

    Args:
        source: The name of the file's format.
    """

    def __init__(self, reader: Reader, source: str) -> None:
        self._reader = reader
        self._source = source
        self._new: list[dict[str, Any]] = []
        self._back: dict[tuple[str, int], list[int]] = {}

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
        self._remember("client", texts, client_id)

    def remember_contact(self, texts: Iterable[str], contact_id: int) -> None:
        """Remember that these texts mean a person, also where one removed was meant before."""
        self._remember("contact", texts, contact_id)

    def write(self, unit: UnitOfWork) -> None:
        """Store what was remembered since."""
        if self._new and not queries.imports.salt(unit.reader):
            unit.insert(ImportSalt(salt=self._salt))
        add_rows(unit, ImportMark, self._new)
        for (kind, number), marks in self._back.items():
            unit.update_all(ImportMark, marks, **{f"{kind}_id": number})
        self._new, self._back = [], {}

    @cached_property
    def _salt(self) -> str:
        return queries.imports.salt(self._reader) or secrets.token_hex(BYTES)

    @cached_property
    def _marks(self) -> dict[tuple[str, str], dict[Target, int]]:
        """By kind and hash whom they mean, with the number of the row that says so."""
        found: dict[tuple[str, str], dict[Target, int]] = {}
        for one in queries.imports.marks(self._reader, self._source):
            target = one.client_id if one.kind == "client" else one.contact_id
            found.setdefault((one.kind, one.mark), {})[target] = one.id
        return found

    def _mark(self, text: str) -> str:
        key = self._salt.encode()
        return blake2b(text.encode(), key=key, digest_size=BYTES).hexdigest()

    def _known(self, kind: str, texts: Iterable[str]) -> Known:
        meant: set[Target] = set()
        if self._marks:
            for text in texts:
                more = self._marks.get((kind, self._mark(text)), {}).keys()
                meant = meant & more or meant or set(more)
        ids = tuple(sorted(one for one in meant if one is not None))
        return Known(ids, gone=bool(meant) and not ids)

    def _remember(self, kind: str, texts: Iterable[str], number: int) -> None:
        for mark in map(self._mark, texts):
            targets = self._marks.setdefault((kind, mark), {})
            if number in targets:
                continue
            if None in targets:
                targets[number] = targets.pop(None)
                self._back.setdefault((kind, number), []).append(targets[number])
                continue
            row = {"source": self._source, "kind": kind, "mark": mark}
            owner = {"client_id": None, "contact_id": None, f"{kind}_id": number}
            self._new.append(row | owner)
            targets[number] = 0
